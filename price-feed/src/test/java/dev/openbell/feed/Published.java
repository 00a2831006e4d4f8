package dev.openbell.feed;

import dev.openbell.events.v1.PriceUpdate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;

/** What a source would have published, without Kafka. */
public final class Published implements AutoCloseable {
    public static final long RUN = 42;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A price, and the moment at which it went out. */
    public record Heard(PriceUpdate price, long nanos) {}

    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Outlet outlet;

    public Published(String source, Duration leastInterval) {
        this(source, leastInterval, Map.of());
    }

    /** @param before what an earlier run has published last */
    public Published(String source, Duration leastInterval, Map<String, Quote> before) {
        var board = new Board(
                source, RUN, leastInterval.toNanos(), price -> heard.add(new Heard(price, System.nanoTime())));
        outlet = new Outlet(board, new Past(RUN - 1, before)).open();
    }

    public Outlet outlet() {
        return outlet;
    }

    public Heard next() throws InterruptedException {
        var next = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) throw new AssertionError("The source fell silent");
        return next;
    }

    /** The next price of this kind; others before it are passed over. */
    public PriceUpdate next(Predicate<PriceUpdate> kind) throws InterruptedException {
        while (true) {
            var next = next().price;
            if (kind.test(next)) return next;
        }
    }

    /** Nothing but this kind has been published so far. */
    public void holdsOnly(Predicate<PriceUpdate> kind) {
        Assertions.assertThat(heard).allMatch(each -> kind.test(each.price));
    }

    @Override
    public void close() {
        outlet.close();
    }
}
