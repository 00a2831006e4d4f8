package dev.openbell.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is run to its end leaves nothing running, whenever somebody does not want to wait any more. */
class LaunchTest {
    @TempDir
    Path folder;

    @Test
    void whatIsInterruptedTakesAlongWhatItStarted() throws Exception {
        var started = folder.resolve("started");
        var running = new FutureTask<>(() -> {
            sh("sleep 600 & echo $! > started.new; mv started.new started; wait");
            return true;
        });
        var runner = Thread.ofPlatform().start(running);
        while (!Files.exists(started) && !running.isDone()) Thread.onSpinWait();
        var child = ProcessHandle.of(Long.parseLong(Files.readString(started).strip()));

        runner.interrupt();

        assertThatThrownBy(() -> running.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(InterruptedException.class);
        assertThat(child.filter(RunningProcess::isRunning)).isEmpty();
    }

    @Test
    void whatFailsSaysWhatItWas() {
        assertThatThrownBy(() -> sh("exit 3")).isInstanceOf(IOException.class).hasMessageEndingWith("ended with 3");
    }

    private void sh(String script) throws IOException, InterruptedException {
        Launch.run(List.of("/bin/sh", "-c", "cd " + folder + " && { " + script + "; }"), "", folder.resolve("log"));
    }
}
