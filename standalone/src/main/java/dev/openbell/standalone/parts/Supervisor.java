package dev.openbell.standalone.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Keeps one part alive: starts it when what it needs is ready, and again, with growing pauses, when it dies. */
public final class Supervisor {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100), LONGEST_PAUSE = Duration.ofSeconds(30);
    /** A part that lived this long was well; its next death is a new story. */
    private static final Duration WELL = Duration.ofSeconds(20);

    /** What a process that ends by SIGTERM answers. */
    private static final int TERMINATED = 128 + 15;

    private static final long STOP_PATIENCE_MS = 10_000, LOOK_AGAIN_MS = 50;

    /** Hears what becomes of the part. Called on the thread of its supervisor. */
    public interface Listener {
        void began(Supervisor supervisor);

        void ready(Supervisor supervisor, Duration after);

        void died(Supervisor supervisor, End end, Duration pause);
    }

    /**
     * How a life of the part ended.
     *
     * @param wasAsked whether somebody else asked it to, who wants it to begin anew
     */
    public record End(boolean wasReady, boolean wasAsked, String reason) {}

    private final Part part;
    private final List<Supervisor> needs;
    private final Path log;
    private final Listener listener;
    private final CountDownLatch onceReady = new CountDownLatch(1);

    private volatile boolean wanted;
    private volatile boolean ready;
    private volatile @Nullable Process process;
    private @Nullable Thread thread;

    public Supervisor(Part part, List<Supervisor> needs, Path log, Listener listener) {
        this.part = part;
        this.needs = needs;
        this.log = log;
        this.listener = listener;
    }

    public Part part() {
        return part;
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    public synchronized void start() {
        if (thread != null) return;
        wanted = true;
        thread = Thread.ofVirtual().name(part.name()).start(this::keepAlive);
    }

    /** Asks the part to end, and returns when it has; it stays down until started again. */
    public void stop() throws InterruptedException {
        Thread keeper;
        Process running;
        synchronized (this) {
            wanted = false;
            keeper = thread;
            running = process;
            thread = null;
            if (keeper == null) return;
            // While it prepares or pauses there is no process, and an interrupt is what ends that.
            if (running == null || !running.isAlive()) keeper.interrupt();
        }
        if (running != null) Launch.stop(running.toHandle(), part.stopSignal(), STOP_PATIENCE_MS);
        keeper.join();
    }

    /** Ends the part as a crash would. It is started again. */
    public void kill() throws InterruptedException {
        var victim = process;
        if (victim == null) return;
        victim.destroyForcibly();
        victim.waitFor();
    }

    public boolean isReady() {
        return ready && running().isPresent();
    }

    public Optional<RunningProcess> running() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(alive -> RunningProcess.of(alive.toHandle()));
    }

    private void keepAlive() {
        try {
            for (var need : needs) need.onceReady.await();
            var pause = FIRST_PAUSE;
            while (wanted) {
                long began = System.nanoTime();
                var end = live(began);
                if (!wanted) return;
                if (since(began).compareTo(WELL) > 0) pause = FIRST_PAUSE;
                listener.died(this, end, pause);
                Thread.sleep(pause);
                pause = pause.compareTo(LONGEST_PAUSE.dividedBy(2)) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            ready = false; // Only stop() interrupts, and it knows.
        }
    }

    /** One life of the part, from its preparation to its end. */
    private End live(long began) throws InterruptedException {
        try {
            part.prepare();
            var running = launch();
            if (running == null) return new End(false, true, "stopped");
            listener.began(this);
            boolean wasReady = awaitReady(running);
            if (wasReady) {
                ready = true;
                onceReady.countDown();
                listener.ready(this, since(began));
            }
            int exit = running.waitFor();
            return new End(wasReady, exit == TERMINATED, "exit code " + exit);
        } catch (IOException | CannotStart e) {
            return new End(false, false, String.valueOf(e.getMessage()));
        } finally {
            ready = false;
        }
    }

    /** Null when it was told to stop just now: a process begun after that would never be stopped. */
    private synchronized @Nullable Process launch() throws IOException {
        if (!wanted) return null;
        var builder = new ProcessBuilder(part.command());
        builder.environment().putAll(part.environment());
        var launched = Launch.begin(builder, log);
        process = launched;
        return launched;
    }

    private boolean awaitReady(Process running) throws InterruptedException {
        while (running.isAlive()) {
            if (part.isReady(running.toHandle())) return true;
            Thread.sleep(LOOK_AGAIN_MS);
        }
        return false;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
