package dev.openbell.bench.engine;

import dev.openbell.matcher.engine.Command.OpenAccount;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Side;
import dev.openbell.matcher.engine.Silence;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.SnapshotFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many bytes each takes, in memory and in a snapshot, where there are half a million of it. */
final class Sizes {
    /** @param memory bytes of one, and so is the snapshot: compressed, as it lies on the disk */
    record Size(String of, double memory, double snapshot) {}

    private static final int MANY = 500_000, SOME = 1_000;
    private static final Snapshot HEAD = new Snapshot(0, "bench", 1, 0, 0, 0, 0);

    private final Path folder;

    private Sizes(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory("openbell-bench");
        try {
            var sizes = new Sizes(folder);
            Fork.answer(new Size[] {sizes.ofAnAccount(), sizes.ofAKey(), sizes.ofAnOrder()});
        } finally {
            Files.delete(folder);
        }
    }

    private Size ofAnAccount() throws IOException {
        var engine = new Engine(0);
        return measure("an account with one wallet", engine, () -> {
            for (int i = 1; i <= MANY; i++) tell(engine, i);
        });
    }

    private static void tell(Engine engine, long account) {
        var _ = engine.apply(0, new OpenAccount(account, false), Silence.INSTANCE);
    }

    /** Of a command that is refused for good: nothing but its key and the refusal is remembered. */
    private Size ofAKey() throws IOException {
        var engine = new Engine(0);
        tell(engine, 1);
        return measure("an idempotency key", engine, () -> {
            for (int i = 1; i <= MANY; i++) {
                var order = PlaceOrder.limit(1, "bench-%013d".formatted(i), "NOT-LISTED", Side.BUY, 1, 1);
                var _ = engine.apply(0, order, Silence.INSTANCE);
            }
        });
    }

    private Size ofAnOrder() throws IOException {
        var flow = Flow.real(MANY, 0);
        var whole = new WholeEngine();
        return measure("an open order with its key", whole.engine(), () -> {
            for (int from = 0; from < MANY; from += SOME) {
                whole.prepare(flow, from, from + SOME);
                whole.carryOut(flow, from, from + SOME);
            }
        });
    }

    private Size measure(String of, Engine engine, Runnable more) throws IOException {
        long memory = -heap(), snapshot = -snapshot(engine);
        more.run();
        memory += heap();
        snapshot += snapshot(engine);
        return new Size(of, (double) memory / MANY, (double) snapshot / MANY);
    }

    /** The least of three: now and then something is held a moment longer. */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private long snapshot(Engine engine) throws IOException {
        new SnapshotFolder(folder).save(HEAD, engine::write);
        try (var files = Files.list(folder)) {
            var file = files.findFirst().orElseThrow();
            long size = Files.size(file);
            Files.delete(file);
            return size;
        }
    }
}
