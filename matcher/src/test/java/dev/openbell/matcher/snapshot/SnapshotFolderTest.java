package dev.openbell.matcher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.money.E8;
import dev.openbell.matcher.engine.Command;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Instrument;
import dev.openbell.matcher.engine.OtherLayout;
import dev.openbell.matcher.engine.Side;
import dev.openbell.matcher.engine.Silence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots as files: whole, or not there. */
class SnapshotFolderTest {
    private static final int SHARD = 1;

    @TempDir
    Path folder;

    private SnapshotFolder snapshots() {
        return new SnapshotFolder(folder);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        var engine = market(500);

        var digest = snapshots().save(at(700), engine::write);

        var restored = new Engine(SHARD);
        assertThat(snapshots().load(at(700).id(), restored::read)).isEqualTo(at(700));
        assertThat(snapshots().head(at(700).id())).isEqualTo(at(700));
        // The same state and the same place have the same digest, and both engines go on in the same way.
        assertThat(snapshots().save(at(700), restored::write)).isEqualTo(digest);
        trade(engine, 500, 100);
        trade(restored, 500, 100);
        assertThat(snapshots().save(at(800), restored::write))
                .isEqualTo(snapshots().save(at(800), engine::write))
                .isNotEqualTo(digest);
    }

    @Test
    void whatIsPutByOutlivesWhatIsDeleted() throws IOException {
        var engine = market(5);
        snapshots().save(at(700), engine::write);
        snapshots().save(at(800), engine::write);

        snapshots().archive(at(700).id());
        snapshots().archive(at(700).id()); // once more is the same
        snapshots().delete(at(700).id());

        assertThat(snapshots().recent(SHARD)).containsExactly(at(800).id());
        assertThat(snapshots().archived(SHARD)).containsExactly(at(700).id());
        assertThat(snapshots().newestFirst(SHARD)).containsExactly(at(800).id(), at(700).id());
        assertThat(snapshots().load(at(700).id(), new Engine(SHARD)::read)).isEqualTo(at(700));

        snapshots().forget(at(700).id());
        assertThat(snapshots().newestFirst(SHARD)).containsExactly(at(800).id());
    }

    @Test
    void aDamagedOneIsSetAsideInTheArchiveToo() throws IOException {
        snapshots().save(at(700), market(5)::write);
        snapshots().archive(at(700).id());

        snapshots().setAside(at(700).id());

        assertThat(snapshots().newestFirst(SHARD)).isEmpty();
        assertThat(folder.resolve(at(700).id() + ".damaged")).exists();
    }

    @Test
    void textsAndLongRowsOfNumbersAreReadBack() throws IOException {
        var numbers = new long[100_000];
        Arrays.setAll(numbers, i -> i * 0x9E37_79B9_7F4A_7C15L);
        var text = "Ångström, 東京, 🔔".repeat(10_000);
        snapshots().save(at(1), state -> {
            state.text("");
            state.numbers(numbers, 99_999);
            state.text(text);
            state.number(Long.MIN_VALUE);
        });

        var into = new long[100_000];
        snapshots().load(at(1).id(), state -> {
            assertThat(state.text()).isEmpty();
            state.numbers(into, 99_999);
            assertThat(state.text()).isEqualTo(text);
            assertThat(state.number()).isEqualTo(Long.MIN_VALUE);
        });
        assertThat(into).startsWith(Arrays.copyOf(numbers, 99_999)).endsWith(0);
    }

    @Test
    void noByteOfAFileCanBeAnother() throws IOException {
        try (var file = FileChannel.open(saved(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int at = 0; at < file.size(); at++) {
                flip(file, at);
                isRefused("byte " + at);
                flip(file, at);
            }
        }
        snapshots().load(at(700).id(), new Engine(SHARD)::read);
    }

    /** One bit of it. */
    private static void flip(FileChannel file, int at) throws IOException {
        var one = ByteBuffer.allocate(1);
        file.read(one, at);
        one.put(0, (byte) (one.get(0) ^ (1 << (at % 8))));
        file.write(one.flip(), at);
    }

    @Test
    void noFileCanBeShorterOrLonger() throws IOException {
        var file = saved();
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
        isRefused("a byte too many");
        try (var cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long length = cut.size() - 2; length >= 0; length--) {
                cut.truncate(length);
                isRefused("cut off after " + length);
            }
        }
        Files.delete(file);
        isRefused("gone");
    }

    private void isRefused(String what) {
        assertThatIOException()
                .as(what)
                .isThrownBy(() -> snapshots().load(at(700).id(), state -> {
                    throw new AssertionError("was handed out although damaged: " + what);
                }));
    }

    /** The unfinished file leads to a device that is always full. */
    @Test
    void aFullDiskLeavesNothingUnderTheName() throws IOException {
        Files.createSymbolicLink(folder.resolve(at(700).id() + ".unfinished"), Path.of("/dev/full"));

        assertThatIOException().isThrownBy(() -> snapshots().save(at(700), market(500)::write));

        assertThat(files()).isEmpty();
    }

    @Test
    void whatBreaksOffHalfwayLeavesNothing() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> snapshots().save(at(700), state -> {
                    state.numbers(new long[1 << 20], 1 << 20);
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }))
                .withMessage("No space left on device");
        assertThatThrownBy(() -> snapshots().save(at(700), state -> {
                    state.number(1);
                    throw new IllegalStateException("the engine is not itself");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(files()).isEmpty();
    }

    @Test
    void anOlderOneOfTheSameNameStaysWhenTheNextBreaksOff() throws IOException {
        saved();

        assertThatIOException()
                .isThrownBy(() -> snapshots().save(at(700), state -> {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }));

        snapshots().load(at(700).id(), new Engine(SHARD)::read);
    }

    @Test
    void whereNoFolderCanBeNothingIsSaved() throws IOException {
        var inTheWay = Files.writeString(folder.resolve("snapshots"), "a file");

        assertThatIOException().isThrownBy(() -> new SnapshotFolder(inTheWay).save(at(700), market(1)::write));
        assertThat(new SnapshotFolder(inTheWay).newestFirst(SHARD)).isEmpty();
        assertThat(new SnapshotFolder(folder.resolve("nowhere")).newestFirst(SHARD))
                .isEmpty();
    }

    @Test
    void whatACrashLeftUnfinishedIsNoSnapshotAndInNobodysWay() throws IOException {
        var unfinished = folder.resolve(at(700).id() + ".unfinished");
        Files.write(unfinished, new byte[1 << 20]);
        Files.write(folder.resolve(at(600).id() + ".unfinished"), new byte[1 << 20]);
        assertThat(snapshots().newestFirst(SHARD)).isEmpty();

        saved();

        assertThat(files()).containsExactly(at(700).id() + ".snapshot");
        snapshots().load(at(700).id(), new Engine(SHARD)::read);
    }

    @Test
    void theNewestComeFirstAndEachShardHasItsOwn() throws IOException {
        for (long offset : new long[] {9, 1_000_000_000_000L, 10, 700}) {
            snapshots().save(at(offset), state -> state.number(1));
        }
        snapshots().save(new Snapshot(11, "log", 0, 800, 0, 0, 0), state -> state.number(1));

        assertThat(snapshots().newestFirst(SHARD))
                .containsExactly(at(1_000_000_000_000L).id(), at(700).id(), at(10).id(), at(9).id());
        assertThat(snapshots().newestFirst(11)).hasSize(1);
        assertThat(snapshots().newestFirst(2)).isEmpty();
    }

    @Test
    void aDamagedOneIsSetAsideAndAnOldOneDeleted() throws IOException {
        saved();
        snapshots().save(at(600), state -> state.number(1));

        snapshots().setAside(at(700).id());
        snapshots().delete(at(600).id());
        snapshots().delete(at(500).id());

        assertThat(snapshots().newestFirst(SHARD)).isEmpty();
        assertThat(files()).containsExactly(at(700).id() + ".damaged");
    }

    @Test
    void whatAnotherVersionWroteIsNotTakenForDamaged() throws IOException {
        snapshots().save(at(700), state -> state.number(4_711));

        assertThatThrownBy(() -> snapshots().load(at(700).id(), new Engine(SHARD)::read))
                .isInstanceOf(OtherLayout.class);
    }

    @Test
    void theStateOfAnotherShardIsNotTakenForOnesOwn() throws IOException {
        saved();

        assertThatThrownBy(() -> snapshots().load(at(700).id(), new Engine(SHARD + 1)::read))
                .isInstanceOf(OtherLayout.class);
    }

    private static Snapshot at(long offset) {
        return new Snapshot(SHARD, "a-log", 0, offset, 2 * offset, 3 * offset, 1_000_000);
    }

    private Path saved() throws IOException {
        snapshots().save(at(700), market(20)::write);
        return folder.resolve(at(700).id() + ".snapshot");
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A market in which so many orders have come in. */
    private static Engine market(int orders) {
        var engine = new Engine(SHARD);
        apply(
                engine,
                new Command.ListInstrument(new Instrument(
                        "ETH-USD",
                        "ETH",
                        "USD",
                        E8.parse("0.01"),
                        E8.parse("0.0001"),
                        E8.parse("5"),
                        E8.parse("0.5"),
                        E8.parse("0.05"),
                        E8.parse("0.0005"),
                        E8.parse("0.001"),
                        false)));
        for (long account = 1; account <= 2; account++) {
            apply(engine, new Command.OpenAccount(account, false));
            apply(engine, new Command.Deposit(account, "ETH", E8.parse("100"), "", false));
        }
        trade(engine, 0, orders);
        return engine;
    }

    private static void trade(Engine engine, int from, int orders) {
        for (int i = from; i < from + orders; i++) {
            var side = i % 3 == 0 ? Side.SELL : Side.BUY;
            apply(
                    engine,
                    PlaceOrder.limit(
                            1 + i % 2,
                            "key-" + i,
                            "ETH-USD",
                            side,
                            E8.parse("100") + i % 7 * E8.parse("0.01"),
                            E8.parse("0.1")));
        }
    }

    private static void apply(Engine engine, Command command) {
        var _ = engine.apply(engine.now() + 1, command, Silence.INSTANCE);
    }
}
