package dev.openbell.chassis.kafka;

import dev.openbell.chassis.health.Probe;
import io.micronaut.context.annotation.Requires;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Ready only while a broker answers. */
@Singleton
@Readiness
@Requires(beans = KafkaConnection.class)
final class KafkaHealth extends Probe {
    KafkaHealth(KafkaConnection kafka) {
        super("kafka", () -> kafka.brokers(Duration.ofSeconds(2)), "no broker answers");
    }
}
