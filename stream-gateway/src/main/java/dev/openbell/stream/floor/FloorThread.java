package dev.openbell.stream.floor;

import dev.openbell.chassis.token.Revocations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which everything on the floor happens, and its clockwork: flushes, heartbeats, expiries. */
@Singleton
public final class FloorThread {
    private static final Logger log = LoggerFactory.getLogger(FloorThread.class);
    private static final long BETWEEN_FLUSHES = TimeUnit.MILLISECONDS.toNanos(10);

    private final Floor floor;
    private final ScheduledThreadPoolExecutor thread;
    private long flushedAt = System.nanoTime() - BETWEEN_FLUSHES;
    private boolean flushIsDue;

    FloorThread(Clock clock, Revocations revocations, FloorMetrics metrics) {
        floor = new Floor(clock, revocations, metrics);
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("floor").daemon().factory()) {
            // The executor would keep an error in a future that nobody looks at; the thread has to die of it.
            @Override
            protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
                super.afterExecute(task, thrown);
                if (task instanceof Future<?> done
                        && done.state() == Future.State.FAILED
                        && done.exceptionNow() instanceof Error error) throw error;
            }
        };
        every(1, Floor::dropWhoseTokenIsGone);
        every(Floor.HEARTBEAT.toSeconds(), Floor::ping);
    }

    /** Does it when its turn comes. */
    public void run(Consumer<Floor> what) {
        try {
            thread.execute(() -> turn(what));
        } catch (RejectedExecutionException e) {
            log.debug("The floor is closed", e);
        }
    }

    /** Does it and waits for the outcome: what it throws is thrown here. */
    public <T> T ask(Function<Floor, T> what) throws InterruptedException {
        try {
            return thread.submit(() -> {
                        var answer = what.apply(floor);
                        scheduleFlush();
                        return answer;
                    })
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e.getCause());
        } catch (RejectedExecutionException | CancellationException e) {
            throw new InterruptedException("The floor is closed");
        }
    }

    /** As {@link #ask}, where there is nothing to answer. */
    public void tell(Consumer<Floor> what) throws InterruptedException {
        ask(f -> {
            what.accept(f);
            return true;
        });
    }

    private void turn(Consumer<Floor> what) {
        try {
            what.accept(floor);
            scheduleFlush();
        } catch (RuntimeException e) {
            log.error("Something went wrong on the floor", e);
        }
    }

    /** In a quiet market a change goes out at once; in a busy one all changes of ten milliseconds go out together. */
    private void scheduleFlush() {
        if (flushIsDue || !floor.hasChanged()) return;
        flushIsDue = true;
        long wait = flushedAt + BETWEEN_FLUSHES - System.nanoTime();
        var _ = thread.schedule(() -> turn(this::flush), wait, TimeUnit.NANOSECONDS);
    }

    private void flush(Floor floor) {
        flushIsDue = false;
        flushedAt = System.nanoTime();
        floor.flush();
    }

    private void every(long seconds, Consumer<Floor> what) {
        var _ = thread.scheduleAtFixedRate(() -> turn(what), seconds, seconds, TimeUnit.SECONDS);
    }

    @PreDestroy
    void close() {
        thread.shutdown();
    }
}
