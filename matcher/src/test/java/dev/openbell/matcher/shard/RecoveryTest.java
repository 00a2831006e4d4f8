package dev.openbell.matcher.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.openbell.matcher.engine.Command;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Silence;
import dev.openbell.matcher.engine.StateReader;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.shard.Recovery.Beginning;
import dev.openbell.matcher.shard.Recovery.LogRange;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.SnapshotFolder;
import dev.openbell.matcher.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several snapshots the newest that is whole and does not know too much. */
class RecoveryTest {
    private static final int SHARD = 1;
    private static final String LOG = "a-log";

    @TempDir
    Path folder;

    /** After 10, 20 and 30 commands: each opened an account, which made four events. */
    @BeforeEach
    void threeSnapshots() throws IOException {
        var engine = new Engine(SHARD);
        for (long account = 1; account <= 30; account++) {
            var _ = engine.apply(account, new Command.OpenAccount(account, false), Silence.INSTANCE);
            if (account % 10 == 0) snapshots().save(after(account), engine::write);
        }
        assertThat(engine.sequence()).isEqualTo(after(30).sequence());
    }

    @Test
    void itBeginsAtTheNewest() throws IOException {
        beginsAfter(30, begin(100, 1_000));
    }

    @Test
    void oneThatIsAheadOfTheEventLogWaitsForItsTime() throws IOException {
        beginsAfter(20, begin(100, after(30).sequence() - 1));
        beginsAfter(30, begin(100, after(30).sequence()));
    }

    @Test
    void aDamagedOneIsSetAsideAndTheNextOlderIsUsed() throws IOException {
        var file = file(30);
        var whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 5) {
            var damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);

            beginsAfter(20, begin(100, 1_000));

            assertThat(snapshots().newestFirst(SHARD))
                    .containsExactly(after(20).id(), after(10).id());
            assertThat(folder.resolve(after(30).id() + ".damaged")).hasBinaryContent(damaged);
        }
    }

    @Test
    void soIsOneThatIsCutOff() throws IOException {
        Files.write(file(30), Arrays.copyOf(Files.readAllBytes(file(30)), 100));
        Files.write(file(20), new byte[0]);

        beginsAfter(10, begin(100, 1_000));
    }

    @Test
    void whenNoneIsLeftTheLogIsReadFromItsBeginning() throws IOException {
        for (int commands : new int[] {10, 20, 30}) Files.write(file(commands), new byte[100]);

        beginsAfter(0, begin(100, 1_000));
        assertThatIllegalStateException()
                .isThrownBy(() -> recovery().begin(new LogRange(LOG, 5, 100), new EventLog.End(1_000, 0)))
                .withMessageContaining("begins at offset 5");
    }

    @Test
    void theSnapshotsOfAnotherLogAreNotTouched() throws IOException {
        assertThatIllegalStateException()
                .isThrownBy(() -> recovery().begin(new LogRange("another", 0, 100), new EventLog.End(1_000, 0)))
                .withMessageContaining("another command log");

        assertThat(snapshots().newestFirst(SHARD)).hasSize(3);
    }

    @Test
    void aLogThatHasLostWhatASnapshotKnowsIsNotGoneOnWith() {
        assertThatIllegalStateException().isThrownBy(() -> begin(29, 1_000)).withMessageContaining("they are lost");
    }

    @Test
    void whatWasReadAheadIsUsedOnceAndOnlyWhenItMayBe() throws IOException {
        var range = new LogRange(LOG, 0, 100);
        var everything = new EventLog.End(1_000, 0);
        var store = new CountingStore(snapshots());
        var recovery = new Recovery(SHARD, store, Set.of());
        recovery.readAhead();
        var first = recovery.begin(range, everything);
        assertThat(store.loads()).hasValue(1);
        var second = recovery.begin(range, everything);
        assertThat(store.loads()).hasValue(2);

        beginsAfter(30, first);
        beginsAfter(30, second);
        assertThat(second.replica().engine()).isNotSameAs(first.replica().engine());

        recovery.readAhead();
        beginsAfter(20, recovery.begin(range, new EventLog.End(after(30).sequence() - 1, 0)));

        Files.write(file(30), new byte[100]);
        recovery.readAhead();
        beginsAfter(20, recovery.begin(range, everything));
        assertThat(snapshots().newestFirst(SHARD)).hasSize(2);
    }

    @Test
    void aDamagedOneThatCannotBeSetAsideIsPassedOver() throws IOException {
        Files.write(file(30), new byte[100]);
        var inTheWay = folder.resolve(after(30).id() + ".damaged");
        Files.createDirectory(inTheWay);
        Files.createFile(inTheWay.resolve("something"));

        beginsAfter(20, begin(100, 1_000));

        assertThat(snapshots().newestFirst(SHARD)).hasSize(3);
    }

    private Beginning begin(long logEnd, long published) throws IOException {
        return recovery().begin(new LogRange(LOG, 0, logEnd), new EventLog.End(published, 0));
    }

    private Recovery recovery() {
        return new Recovery(SHARD, snapshots(), Set.of());
    }

    private static void beginsAfter(long commands, Beginning beginning) {
        assertThat(beginning.replica().nextOffset()).isEqualTo(commands);
        assertThat(beginning.nextEventOffset()).isEqualTo(2 * commands);
        assertThat(beginning.replica().engine().knows(commands)).isEqualTo(commands > 0);
        assertThat(beginning.replica().engine().knows(commands + 1)).isFalse();
    }

    private SnapshotFolder snapshots() {
        return new SnapshotFolder(folder);
    }

    private static Snapshot after(long commands) {
        return new Snapshot(SHARD, LOG, 0, commands, 2 * commands, 4 * commands, commands);
    }

    private Path file(int commands) {
        return folder.resolve(after(commands).id() + ".snapshot");
    }

    private record CountingStore(Snapshots store, AtomicInteger loads) implements Snapshots {
        CountingStore(Snapshots store) {
            this(store, new AtomicInteger());
        }

        @Override
        public List<String> newestFirst(int shard) throws IOException {
            return store.newestFirst(shard);
        }

        @Override
        public Snapshot head(String id) throws IOException {
            return store.head(id);
        }

        @Override
        public Snapshot load(String id, Consumer<StateReader> state) throws IOException {
            loads.incrementAndGet();
            return store.load(id, state);
        }

        @Override
        public void setAside(String id) throws IOException {
            store.setAside(id);
        }
    }
}
