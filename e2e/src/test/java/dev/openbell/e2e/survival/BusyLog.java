package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.bots.CommandWriter;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.events.v1.Topics;
import dev.openbell.standalone.Venue;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A thousand traders, whose orders are written into the log of a venue, past its doors, for as long as this is open. */
final class BusyLog implements AutoCloseable {
    private static final int ORDERS_AT_A_TIME = 100;
    private static final long PAUSE_MS = 50;
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(2);

    /** A venue that hears the same order again has done it already. */
    private static final AtomicLong OPENED = new AtomicLong();

    private static final long MOST_ORDERS = 10_000_000;

    private final Venue venue;
    private final CommandWriter log;
    private final Thread traders;
    private volatile boolean over;

    BusyLog(Venue venue) {
        this.venue = venue;
        this.log = new CommandWriter(venue.addresses().kafka(), OPENED.getAndIncrement() * MOST_ORDERS);
        log.openAccounts();
        traders = Thread.ofPlatform().name("traders").start(this::trade);
    }

    private void trade() {
        try {
            do {
                log.trade(ORDERS_AT_A_TIME);
                Thread.sleep(PAUSE_MS);
            } while (!over);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody trades any more, everything is told, and all of it is in the tables. */
    void comesToRest() throws InterruptedException {
        over = true;
        traders.join();
        log.awaitPublished();
        long end = log.nextEvent();
        Eventually.holds(CAUGHT_UP_WITHIN, () -> assertThat(folded()).isGreaterThanOrEqualTo(end));
    }

    private long folded() {
        try (var connection = DriverManager.getConnection(venue.addresses().database());
                var query = connection.prepareStatement("SELECT next_offset FROM log_positions WHERE topic = ?")) {
            query.setString(1, Topics.MARKET_EVENTS);
            var found = query.executeQuery();
            return found.next() ? found.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        traders.join();
        log.close();
    }
}
