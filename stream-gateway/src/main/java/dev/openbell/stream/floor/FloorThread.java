package dev.openbell.stream.floor;

import dev.openbell.chassis.token.Revocations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which everything on the floor happens, and its clockwork: flushes, heartbeats, expiries. */
@Singleton
public final class FloorThread {
    private static final Logger log = LoggerFactory.getLogger(FloorThread.class);
    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(250);

    private final Floor floor;
    private final Carriers carriers;
    private final ScheduledThreadPoolExecutor thread;
    private final Pace pace = new Pace(System.nanoTime());
    private boolean flushIsDue;

    FloorThread(Clock clock, Revocations revocations, FloorMetrics metrics, Carriers carriers) {
        floor = new Floor(clock, revocations, metrics);
        this.carriers = carriers;
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("floor").daemon().factory()) {
            // The executor would keep an error in a future that nobody looks at; the thread has to die of it.
            @Override
            protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
                super.afterExecute(task, thrown);
                if (task instanceof Future<?> done
                        && done.state() == Future.State.FAILED
                        && done.exceptionNow() instanceof Error error) throw error;
            }
        };
        every(BETWEEN_DRAWINGS, Floor::draw);
        every(Duration.ofSeconds(1), Floor::tidyUp);
        every(Floor.HEARTBEAT, Floor::ping);
    }

    /** Does it when its turn comes. */
    public void run(Consumer<Floor> what) {
        try {
            thread.execute(() -> turn(what));
        } catch (RejectedExecutionException e) {
            log.debug("The floor is closed", e);
        }
    }

    /** Does it and waits for the outcome: what it throws is thrown here. */
    public <T> T ask(Function<Floor, T> what) throws InterruptedException {
        try {
            return thread.submit(() -> {
                        try {
                            return what.apply(floor);
                        } finally {
                            endTurn();
                        }
                    })
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e.getCause());
        } catch (RejectedExecutionException | CancellationException e) {
            throw new InterruptedException("The floor is closed");
        }
    }

    /** As {@link #ask}, where there is nothing to answer. */
    public void tell(Consumer<Floor> what) throws InterruptedException {
        ask(f -> {
            what.accept(f);
            return true;
        });
    }

    private void turn(Consumer<Floor> what) {
        try {
            what.accept(floor);
            endTurn();
        } catch (RuntimeException e) {
            log.error("Something went wrong on the floor", e);
        }
    }

    private void endTurn() {
        carriers.setOff(() -> {});
        scheduleFlush();
    }

    private void scheduleFlush() {
        if (flushIsDue || pace.isUnderWay() || !floor.hasChanged()) return;
        flushIsDue = true;
        var _ = thread.schedule(() -> turn(this::flush), pace.rest(System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void flush(Floor floor) {
        flushIsDue = false;
        pace.begin(System.nanoTime());
        try {
            floor.flush();
        } finally {
            carriers.setOff(() -> run(f -> pace.isDelivered(System.nanoTime())));
        }
    }

    private void every(Duration time, Consumer<Floor> what) {
        long millis = time.toMillis();
        var _ = thread.scheduleAtFixedRate(() -> turn(what), millis, millis, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void close() {
        thread.shutdown();
    }
}
