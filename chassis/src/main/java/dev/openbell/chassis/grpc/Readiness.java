package dev.openbell.chassis.grpc;

import dev.openbell.chassis.health.Waiting;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Says on the gRPC port what the management port says: serving only while the service waits for nothing. */
@Singleton
@Requires(beans = HealthStatusManager.class)
@Requires(property = "grpc.server.port")
final class Readiness {
    private final HealthStatusManager health;
    private final Waiting waiting;

    Readiness(HealthStatusManager health, Waiting waiting) {
        this.health = health;
        this.waiting = waiting;
        tell();
    }

    @Scheduled(fixedDelay = "500ms")
    final void tell() {
        var status = waiting.isReady() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    }
}
