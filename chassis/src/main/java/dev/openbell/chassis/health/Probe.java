package dev.openbell.chassis.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import java.util.Map;
import java.util.concurrent.Callable;

/** Ready only while a part that this service stands on answers. */
public abstract class Probe extends AbstractHealthIndicator<Map<String, Object>> {
    private final String part;
    private final Callable<?> question;
    private final String silence;

    /**
     * @param question fails when the part does not answer
     * @param silence what is said then
     */
    protected Probe(String part, Callable<?> question, String silence) {
        this.part = part;
        this.question = question;
        this.silence = silence;
    }

    @Override
    protected final String getName() {
        return part;
    }

    @Override
    protected final Map<String, Object> getHealthInformation() {
        try {
            var answer = question.call();
            healthStatus = HealthStatus.UP;
            return Map.of("answer", answer);
        } catch (Exception e) {
            if (e instanceof InterruptedException) Thread.currentThread().interrupt();
            healthStatus = HealthStatus.DOWN;
            return Map.of("error", silence);
        }
    }
}
