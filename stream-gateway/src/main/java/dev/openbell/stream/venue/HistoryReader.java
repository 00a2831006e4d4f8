package dev.openbell.stream.venue;

import dev.openbell.stream.floor.FloorThread;
import io.grpc.StatusRuntimeException;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the floor what was before, once it is wanted. Without db-processor tickers and candles begin empty, and are made up for when it is there. */
@Singleton
final class HistoryReader {
    private static final Logger log = LoggerFactory.getLogger(HistoryReader.class);
    private static final Duration PAUSE = Duration.ofMillis(500), PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    private final FloorThread floor;
    private final History history;
    private boolean isThere = true;
    private final Thread thread = Thread.ofVirtual().name("history").unstarted(this::follow);

    HistoryReader(FloorThread floor, History history) {
        this.floor = floor;
        this.history = history;
    }

    @EventListener
    void start(StartupEvent event) {
        thread.start();
    }

    private void follow() {
        try {
            while (true) Thread.sleep(bringWhatIsWanted() ? PAUSE : PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            log.debug("Stopped", e);
        }
    }

    private boolean bringWhatIsWanted() throws InterruptedException {
        try {
            for (var wanted : floor.ask(f -> f.wantedOfHistory())) {
                var past = history.day(wanted.symbol(), wanted.cut(), wanted.isTraded());
                floor.tell(f -> f.remember(wanted, past));
                if (!isThere) log.info("The history answers");
                isThere = true;
            }
            return true;
        } catch (StatusRuntimeException e) {
            if (isThere) log.warn("Tickers and candles begin without the history: {}", e.getStatus());
            isThere = false;
            return false;
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(2));
    }
}
