package dev.openbell.chassis.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ProbeTest {
    @Test
    void aPartThatAnswersIsUpAndOneThatDoesNotIsDown() {
        var up = ask(() -> "PONG");
        var down = ask(() -> {
            throw new IOException("a secret of the house");
        });

        assertThat(up.getStatus()).isEqualTo(HealthStatus.UP);
        assertThat(up.getDetails()).isEqualTo(Map.of("answer", "PONG"));
        assertThat(down.getStatus()).isEqualTo(HealthStatus.DOWN);
        assertThat(down.getDetails()).isEqualTo(Map.of("error", "nobody is there"));
    }

    private static HealthResult ask(Callable<String> question) {
        var part = new Part(question);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            part.setExecutorService(executor);
            return Objects.requireNonNull(Mono.from(part.getResult()).block());
        }
    }

    private static final class Part extends Probe {
        Part(Callable<String> question) {
            super("part", question, "nobody is there");
        }
    }
}
