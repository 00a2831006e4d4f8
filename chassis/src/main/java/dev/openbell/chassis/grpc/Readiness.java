package dev.openbell.chassis.grpc;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthCheckType;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Says on the gRPC port what {@code /health/readiness} says on the management port, a second later at most when all answer at once. */
@Singleton
@Requires(beans = HealthStatusManager.class)
@Requires(property = "grpc.server.port")
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HealthStatusManager door;
    private final HealthEndpoint management;

    Readiness(HealthStatusManager door, HealthEndpoint management) {
        this.door = door;
        this.management = management;
        say(ServingStatus.NOT_SERVING);
    }

    /** On the scheduler's thread, which may wait; the next round begins a second after this one has ended, however long it took. */
    @Scheduled(fixedDelay = "1s")
    final void ask() {
        var status = Mono.from(management.getHealth(null, HealthCheckType.READINESS))
                .map(HealthResult::getStatus)
                .timeout(PATIENCE)
                .onErrorReturn(HealthStatus.DOWN)
                .block();
        say(HealthStatus.UP.equals(status) ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
    }

    private void say(ServingStatus status) {
        door.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    }
}
