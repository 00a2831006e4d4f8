package dev.openbell.matcher.recover;

import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.SkipRecord;
import dev.openbell.events.v1.TimePassed;
import dev.openbell.events.v1.Topics;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.matcher.shard.Recovery;
import dev.openbell.matcher.shard.Recovery.LogRange;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.SnapshotFolder;
import dev.openbell.matcher.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * {@code ./openbell recover}: for an operator whose matcher stands halted. It finds out what is missing, and with {@code --yes} begins a
 * new log epoch with what is left; or it enters into the log that a record which halts the shard is to be passed over.
 */
public final class Recover {
    private static final int NOTHING_TO_DO = 0, NOT_SURE = 1, COULD_NOT = 2;

    /** Whoever calls this starts the matcher anew. */
    private static final int DONE = 3;

    private final int shard;
    private final Logs logs;
    private final Path folder;
    private final SnapshotStore snapshots;
    private final PrintStream out;

    private Recover(Map<String, String> environment, PrintStream out) {
        this.shard = Integer.parseInt(environment.getOrDefault("OPENBELL_SHARD", "0"));
        this.logs = new Logs(
                environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:19092"),
                environment.getOrDefault("COMMAND_TOPIC", Topics.TRADING_COMMANDS),
                environment.getOrDefault("EVENT_TOPIC", Topics.MARKET_EVENTS),
                shard);
        this.folder = Path.of(environment.getOrDefault("SNAPSHOT_FOLDER", "snapshots"));
        this.snapshots = new SnapshotFolder(folder);
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        int exit;
        try {
            exit = new Recover(System.getenv(), System.out).run(Request.parse(arguments));
        } catch (CannotRecover e) {
            System.err.println("openbell: " + e.getMessage());
            exit = COULD_NOT;
        } catch (KafkaException | ExecutionException | TimeoutException | IOException e) {
            var why = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            System.err.println("openbell: The logs or the snapshots cannot be reached: " + why);
            exit = COULD_NOT;
        }
        System.exit(exit);
    }

    private int run(Request request) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        // In this order: a market that goes on meanwhile must not look as if something were missing.
        var shelf = Shelf.of(snapshots, shard);
        var published = logs.published();
        var range = logs.range();
        var newest = Newest.of(shelf, shard);
        checkThatItIsOf(range, newest);
        if (request.isToSkip()) return skip(request, shelf, range);
        if (starts(shelf, range, published)) {
            out.println("Nothing is missing: the matcher starts with what the logs hold.");
            return NOTHING_TO_DO;
        }
        var heard = hear(newest, range, published);
        var remains = replay(range, passedOver -> Remains.of(shard, Newest.of(shelf, shard), range, heard, passedOver));
        long epoch = Math.max(published.logEpoch(), newest.logEpoch()) + 1;
        tell(Report.of(newest, range, published, remains.engine(), heard), epoch);
        if (!request.sure()) {
            out.printf("%nNothing is changed. With --yes log epoch %d begins with what is left.%n", epoch);
            return NOT_SURE;
        }
        checkThatNobodyWrites(range, published);
        for (var id : newest.damaged()) snapshots.setAside(id);
        begin(epoch, range, remains, heard);
        return DONE;
    }

    private static void checkThatItIsOf(LogRange range, Newest newest) {
        var snapshot = newest.snapshot();
        if (snapshot == null || snapshot.logId().equals(range.id())) return;
        throw new CannotRecover("Snapshot %s was made of another command log (%s, this is %s)"
                .formatted(snapshot.id(), snapshot.logId(), range.id()));
    }

    /** Whether the matcher starts by itself. */
    private boolean starts(Shelf shelf, LogRange range, EventLog.End published) throws IOException {
        Remains whole;
        try {
            whole = replay(
                    range,
                    passedOver -> Remains.asTheMatcher(new Recovery(shard, shelf, passedOver).begin(range, published)));
        } catch (IllegalStateException e) {
            return false;
        }
        return published.sequence() <= whole.engine().sequence();
    }

    private Heard hear(Newest newest, LogRange range, EventLog.End published) {
        boolean remembersCommands = Remains.mustRenumber(newest, range, published.logEpoch());
        var heard = new Heard(Remains.lost(newest, range), remembersCommands);
        logs.events(published, heard::add);
        return heard;
    }

    private interface Beginning {
        Remains of(Set<Long> passedOver) throws IOException;
    }

    /** Applies what the command log holds, and begins again where an operator has led past a record. */
    private Remains replay(LogRange range, Beginning beginning) throws IOException {
        var passedOver = new HashSet<Long>();
        var skips = logs.skips(passedOver);
        while (true) {
            var remains = beginning.of(passedOver);
            try {
                logs.commands(remains.nextOffset(), range.end(), remains::apply);
                return remains;
            } catch (KafkaException | CannotRecover e) {
                throw e;
            } catch (RuntimeException e) {
                if (!skips.leadPast(remains.nextOffset(), e)) throw new Halts(remains.nextOffset(), e);
            }
        }
    }

    private void tell(Report report, long epoch) throws IOException {
        var file = folder.resolve("recovery-%d-%d.txt".formatted(shard, epoch));
        Files.createDirectories(folder);
        Files.writeString(file, report.whole());
        out.print(report.brief(file.toString()));
    }

    /** The report tells of the logs as they were. A matcher that writes them is not halted. */
    private void checkThatNobodyWrites(LogRange range, EventLog.End published)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!range.equals(logs.range()) || !published.equals(logs.published())) throw somebodyWrites();
    }

    private static CannotRecover somebodyWrites() {
        return new CannotRecover("Somebody writes the logs; stop every matcher of this shard that is not halted");
    }

    /**
     * A command of its own stands before the new epoch, the statement is what came of it, and the snapshot goes on after it. Whatever of
     * that is missing when this breaks off, the matcher stays halted, and the next run begins one more epoch.
     */
    private void begin(long epoch, LogRange range, Remains remains, Heard heard)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var engine = remains.engine();
        long command = logs.append(LoggedCommand.newBuilder()
                .setVersion(LoggedCommands.VERSION)
                .setAcceptedAtMicros(engine.now())
                .setTimePassed(TimePassed.getDefaultInstance())
                .build());
        if (command != range.end()) throw somebodyWrites();
        var statement = Statement.begin(shard, epoch, command, remains, heard);
        long nextEventOffset = logs.begin(statement);
        var snapshot =
                new Snapshot(shard, range.id(), epoch, command + 1, nextEventOffset, engine.sequence(), engine.now());
        var _ = snapshots.save(snapshot, engine::write);
        out.printf(
                "%nLog epoch %d has begun with event %d. Start the matcher anew.%n",
                epoch, statement.getFirst().getFirstSequence());
    }

    private int skip(Request request, Shelf shelf, LogRange range)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try {
            var _ = replay(
                    range,
                    passedOver -> Remains.of(shard, Newest.of(shelf, shard), range, Heard.nothing(), passedOver));
            throw new CannotRecover("The shard does not halt at offset %d".formatted(request.skip()));
        } catch (Halts halts) {
            if (halts.offset() != request.skip()) {
                throw new CannotRecover(
                        "The shard halts at offset %d, not at %d".formatted(halts.offset(), request.skip()));
            }
            out.printf("Offset %d halts the shard: %s%n", halts.offset(), halts.why());
        }
        logs.commands(request.skip(), request.skip() + 1, record -> out.println(Report.command(record)));
        if (!request.sure()) {
            out.println("\nNothing is changed. With --yes it is entered into the log that this record is passed over.");
            return NOT_SURE;
        }
        long entry = logs.append(LoggedCommand.newBuilder()
                .setVersion(LoggedCommands.VERSION)
                .setAcceptedAtMicros(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
                .setSkipRecord(SkipRecord.newBuilder().setOffset(request.skip()).setReason(request.reason()))
                .build());
        out.printf("%nOffset %d is passed over, says offset %d. Start the matcher anew.%n", request.skip(), entry);
        return DONE;
    }
}
