package dev.openbell.matcher.recover;

import static dev.openbell.matcher.recover.Market.ALICE;
import static dev.openbell.matcher.recover.Market.SHARD;
import static dev.openbell.trading.v1.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.shard.Recovery;
import dev.openbell.matcher.snapshot.SnapshotFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the matcher begins once a new log epoch has begun: never before it. */
class NewEpochTest {
    private final Market market = new Market();

    @TempDir
    Path folder;

    private SnapshotFolder snapshots = new SnapshotFolder(Path.of(""));

    @BeforeEach
    void anEpochHasBegun() throws IOException {
        snapshots = new SnapshotFolder(folder);
        market.save(snapshots);
        market.places(ALICE, SELL, "10", "100");
        market.loses(4);
        market.goesOn(market.recovers(snapshots));
    }

    @Test
    void theMatcherBeginsWithTheSnapshotOfTheEpoch() throws IOException {
        market.save(snapshots);

        var replica = begin(market.published()).replica();

        assertThat(replica.logEpoch()).isEqualTo(1);
        assertThat(replica.nextOffset()).isEqualTo(5);
        assertThat(replica.engine().numbers()).isEqualTo(market.engine().numbers());
    }

    @Test
    void itDoesNotReplayAcrossTheBreak() {
        assertThatThrownBy(() -> begin(market.published()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("log epoch 1, and there is no snapshot of that");
    }

    @Test
    void itDoesNotBeginWhereTheEventLogHasLostTheEpoch() throws IOException {
        market.save(snapshots);

        assertThatThrownBy(() -> begin(new EventLog.End(1_000, 3, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its end is lost");
    }

    @Test
    void whatIsDamagedIsLookedPast() throws IOException {
        market.save(snapshots);
        var newest = snapshots.newestFirst(SHARD).getFirst();
        var file = folder.resolve(newest + ".snapshot");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        var found = Newest.of(snapshots, SHARD);

        assertThat(found.damaged()).containsExactly(newest);
        assertThat(found.logEpoch()).isZero();
        assertThat(found.nextOffset()).isEqualTo(4);
    }

    private Recovery.Beginning begin(EventLog.End published) throws IOException {
        return new Recovery(SHARD, snapshots, Set.of()).begin(market.range(), published);
    }
}
