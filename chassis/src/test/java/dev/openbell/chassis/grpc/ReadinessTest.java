package dev.openbell.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.health.Probe;
import io.grpc.ManagedChannelBuilder;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.health.v1.HealthGrpc.HealthBlockingStub;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A real gRPC server whose service stands on a part that comes and goes. */
class ReadinessTest {
    @Test
    void theGrpcPortFollowsEveryPartThatTheServiceStandsOn() {
        try (var service = ApplicationContext.run(
                Map.of("grpc.server.port", 0, "spec", "readiness", "micronaut.application.name", "door"))) {
            var server = service.getBean(GrpcEmbeddedServer.class);
            server.start();
            var line = ManagedChannelBuilder.forAddress("127.0.0.1", server.getPort())
                    .usePlaintext()
                    .build();
            try {
                var health = HealthGrpc.newBlockingStub(line);
                var part = service.getBean(Part.class);

                assertThat(becomes(ServingStatus.NOT_SERVING, health)).isTrue();
                part.answers = true;
                assertThat(becomes(ServingStatus.SERVING, health)).isTrue();
                part.answers = false;
                assertThat(becomes(ServingStatus.NOT_SERVING, health)).isTrue();
            } finally {
                line.shutdownNow();
            }
        }
    }

    private static boolean becomes(ServingStatus status, HealthBlockingStub health) {
        var patience = Instant.now().plusSeconds(20);
        while (Instant.now().isBefore(patience)) {
            if (health.check(HealthCheckRequest.getDefaultInstance()).getStatus() == status) return true;
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return false;
    }

    /** What the service stands on. */
    @Singleton
    @Requires(property = "spec", value = "readiness")
    static final class Part {
        volatile boolean answers;

        boolean ask() throws IOException {
            if (!answers) throw new IOException("away");
            return true;
        }
    }

    @Singleton
    @io.micronaut.management.health.indicator.annotation.Readiness
    @Requires(property = "spec", value = "readiness")
    static final class PartHealth extends Probe {
        PartHealth(Part part) {
            super("part", part::ask, "away");
        }
    }
}
