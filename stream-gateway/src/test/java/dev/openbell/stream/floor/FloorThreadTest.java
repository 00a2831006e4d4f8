package dev.openbell.stream.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FloorThreadTest {
    @Test
    void anErrorKillsTheThreadWhereEverybodyCanSeeIt() throws Exception {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        var deaths = new LinkedBlockingQueue<Throwable>();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (thread.getName().equals("floor")) deaths.add(failure);
        });
        var floor = new FloorThread(
                Clock.systemUTC(), token -> false, new FloorMetrics(new SimpleMeterRegistry()), Runnable::run);
        try {
            var error = new AssertionError("no memory is left");
            floor.run(f -> {
                throw error;
            });
            assertThat(deaths.poll(20, TimeUnit.SECONDS)).isSameAs(error);
        } finally {
            floor.close();
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
