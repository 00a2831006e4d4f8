package dev.openbell.chassis.kafka;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Ready only while a broker answers. */
@Singleton
@Readiness
@Requires(beans = KafkaConnection.class)
final class KafkaHealth extends AbstractHealthIndicator<Map<String, Object>> {
    private final KafkaConnection kafka;

    KafkaHealth(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    @Override
    protected String getName() {
        return "kafka";
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        try {
            var brokers = kafka.brokers(Duration.ofSeconds(2));
            healthStatus = HealthStatus.UP;
            return Map.of("brokers", brokers);
        } catch (ExecutionException | TimeoutException e) {
            healthStatus = HealthStatus.DOWN;
            return Map.of("error", "no broker answers");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            healthStatus = HealthStatus.DOWN;
            return Map.of("error", "stopping");
        }
    }
}
