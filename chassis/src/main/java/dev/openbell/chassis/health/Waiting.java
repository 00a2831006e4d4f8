package dev.openbell.chassis.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this service still waits for. While it waits it is alive but not ready, and says for what.
 *
 * <p>Two forms: {@link #until} for a part that must answer before work can begin, {@link #begin} and {@link #done} for a state that
 * comes by itself, such as having caught up with a log.
 */
@Singleton
@Readiness
public final class Waiting extends AbstractHealthIndicator<Map<String, String>> {
    private static final Logger log = LoggerFactory.getLogger(Waiting.class);
    private static final long SHORTEST_PAUSE_MS = 100, LONGEST_PAUSE_MS = 2_000;

    private final Map<String, String> waitingFor = new ConcurrentHashMap<>();

    /** Something that fails until the part it needs is there. */
    @FunctionalInterface
    public interface Attempt {
        void run() throws Exception;
    }

    /** Tries until it works, with growing pauses. */
    public void until(String what, Attempt attempt) throws InterruptedException {
        begin(what, "trying");
        long pause = SHORTEST_PAUSE_MS;
        while (true) {
            try {
                attempt.run();
                done(what);
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                var cause = rootOf(e);
                var reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
                if (!reason.equals(waitingFor.put(what, reason))) log.warn("Waiting for {}: {}", what, reason);
                Thread.sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
            }
        }
    }

    public void begin(String what, String reason) {
        waitingFor.put(what, reason);
    }

    public void done(String what) {
        if (waitingFor.remove(what) != null) log.info("{} is there", what);
    }

    public boolean isReady() {
        return waitingFor.isEmpty();
    }

    @Override
    protected String getName() {
        return "waiting";
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        healthStatus = isReady() ? HealthStatus.UP : HealthStatus.DOWN;
        return new TreeMap<>(waitingFor);
    }

    private static Throwable rootOf(Throwable e) {
        while (e.getCause() != null) e = e.getCause();
        return e;
    }
}
