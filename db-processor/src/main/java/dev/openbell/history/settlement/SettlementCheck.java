package dev.openbell.history.settlement;

import dev.openbell.history.database.Database;
import dev.openbell.history.settlement.Settlement.Difference;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles at the start and every few minutes, and says what came of it. */
@Singleton
public final class SettlementCheck {
    private static final Logger log = LoggerFactory.getLogger(SettlementCheck.class);
    private static final int TOLD = 10;

    private final Duration interval;
    private final Database database;
    private final Thread thread = Thread.ofVirtual().name("settlement").unstarted(this::settleEverySoOften);
    private volatile double difference = Double.NaN;
    private volatile double settledAt = Double.NaN;

    SettlementCheck(
            @Value("${openbell.settlement-interval}") Duration interval, Database database, MeterRegistry meters) {
        this.interval = interval;
        this.database = database;
        Gauge.builder("openbell.settlement.difference", () -> difference)
                .description(
                        "By how much the sums of ledger and fills differ from balances and positions, all of it added up")
                .register(meters);
        Gauge.builder("openbell.settlement.time", () -> settledAt)
                .description("When that was last found out, in seconds since 1970")
                .baseUnit("seconds")
                .register(meters);
    }

    public void open() {
        thread.start();
    }

    private void settleEverySoOften() {
        try {
            while (true) {
                settle();
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the service stops
        }
    }

    void settle() {
        try {
            var found = database.transaction(Settlement::settle);
            difference = sum(found);
            settledAt = Instant.now().getEpochSecond();
            if (!found.isEmpty()) tell(found);
        } catch (SQLException e) {
            log.warn("The books could not be closed; it is tried again in {}: {}", interval, e.toString());
        }
    }

    /** Dollars and bitcoins in one sum: all that it says is whether it is nothing. */
    private static double sum(List<Difference> differences) {
        return differences.stream()
                .map(difference -> difference.e8().abs())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointLeft(8)
                .doubleValue();
    }

    private static void tell(List<Difference> differences) {
        var first = differences.stream().limit(TOLD).map(Difference::toString).collect(Collectors.joining("; "));
        log.error("The books do not agree in {} places: {}", differences.size(), first);
    }

    @PreDestroy
    void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }
}
