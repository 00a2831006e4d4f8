package dev.openbell.matcher.recover;

import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.Topics;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.OtherLayout;
import dev.openbell.matcher.log.Parts;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.SnapshotFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * For {@code ./openbell verify}, where the log was trimmed: tells in the words of the event log how everything stood at the oldest snapshot
 * from which the log leads on. Written to a file, each record after its length: first an empty one that says where the log goes on, then
 * the records of the statement.
 */
public final class Archive {
    private static final int TOLD = 0, COULD_NOT = 2;

    private Archive() {}

    public static void main(String[] arguments) throws InterruptedException {
        int exit = TOLD;
        try {
            tell(Path.of(arguments[0]));
        } catch (CannotRecover e) {
            System.err.println("openbell: " + e.getMessage());
            exit = COULD_NOT;
        } catch (OtherLayout e) {
            System.err.println(
                    "openbell: The archive was written by another version of the matcher: " + e.getMessage());
            exit = COULD_NOT;
        } catch (KafkaException | ExecutionException | TimeoutException | IOException e) {
            System.err.println("openbell: The logs or the snapshots cannot be reached: " + e);
            exit = COULD_NOT;
        }
        System.exit(exit);
    }

    private static void tell(Path file) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var environment = System.getenv();
        int shard = Integer.parseInt(environment.getOrDefault("OPENBELL_SHARD", "0"));
        var logs = new Logs(
                environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:19092"),
                environment.getOrDefault("COMMAND_TOPIC", Topics.TRADING_COMMANDS),
                environment.getOrDefault("EVENT_TOPIC", Topics.MARKET_EVENTS),
                shard);
        var snapshots = new SnapshotFolder(Path.of(environment.getOrDefault("SNAPSHOT_FOLDER", "snapshots")));
        var log = logs.range().id();
        long beginning = logs.firstEventOffset();
        for (var id : snapshots.newestFirst(shard).reversed()) {
            var head = snapshots.head(id);
            if (!head.logId().equals(log) || head.nextEventOffset() < beginning) continue;
            var engine = new Engine(shard);
            var _ = snapshots.load(id, engine::read);
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                write(head, engine, out);
            }
            return;
        }
        throw new CannotRecover("The event log begins at offset %d, and no snapshot leads there".formatted(beginning));
    }

    static void write(Snapshot at, Engine engine, OutputStream out) throws IOException {
        var header = MarketEvents.newBuilder()
                .setShard(at.shard())
                .setLogEpoch(at.logEpoch())
                .setCommandOffset(at.nextOffset() - 1)
                .setTimeMicros(at.timeMicros());
        header.clone().setLastSequence(at.sequence()).setLastPart(true).build().writeDelimitedTo(out);
        for (var part : parts(header, engine)) part.writeDelimitedTo(out);
    }

    private static List<MarketEvents> parts(MarketEvents.Builder header, Engine engine) {
        return Parts.of(header, 1, Statement.toANewcomer(engine));
    }
}
