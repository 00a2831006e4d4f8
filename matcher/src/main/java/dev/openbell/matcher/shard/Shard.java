package dev.openbell.matcher.shard;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.LoggedCommand.CommandCase;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.TimePassed;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.log.CommandLog;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.log.LogClock;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.matcher.log.Replica;
import dev.openbell.matcher.shard.Recovery.Beginning;
import dev.openbell.matcher.shard.Recovery.LogRange;
import dev.openbell.matcher.snapshot.SnapshotStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One market group at work: a thread that reads the command log, applies it to the engine, and hands on what came of it.
 *
 * <p>A command is first appended, then found again in the log like any other; whoever waits for it is answered when this replica has
 * applied it. Questions are put to the engine on its own thread, between two commands, so they see everything that has been answered.
 */
public final class Shard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Shard.class);
    private static final int MOST_IN_FLIGHT = 10_000;
    private static final long ANSWERED_WITHIN_MS = 4_000;
    private static final long LONGEST_SLEEP_MS = 500;
    private static final String EVENTS = "the event log";

    /**
     * What the shard is given.
     *
     * @param several whether other instances accept commands too, so that a question must first see what they have answered
     */
    public record Surroundings(
            KafkaConnection kafka,
            String commandTopic,
            String eventTopic,
            SnapshotStore snapshots,
            Ownership ownership,
            boolean several,
            Waiting waiting,
            MeterRegistry metrics) {}

    /** Somebody who waits for a command, and what they want to know of it. */
    private record Waiter<T>(Function<Outcome, T> wish, CompletableFuture<T> reply) {
        void read(Outcome outcome, ExecutorService answers) {
            try {
                var found = wish.apply(outcome);
                answers.execute(() -> reply.complete(found));
            } catch (RuntimeException e) {
                answers.execute(() -> reply.completeExceptionally(e));
            }
        }
    }

    private final int shard;
    private final Surroundings surroundings;
    private final TopicPartition commands;
    private final Recovery recovery;
    private final SkipEntries skips;
    private final Witnesses witnesses = new Witnesses();

    private final Set<Long> knownAccounts = ConcurrentHashMap.newKeySet();
    private final Questions questions = new Questions();

    /** This run of this instance: a command of an earlier run has nobody waiting for it. */
    private final long epoch = new SecureRandom().nextLong();

    /** Where callers go on, so that the engine's thread does nothing but the market's work. */
    private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();

    private final AtomicLong requests = new AtomicLong();
    private final Map<Long, Waiter<?>> waiters = new ConcurrentHashMap<>();

    private final Thread thread;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private volatile boolean closed;
    private volatile boolean stopping;

    /** Everything is applied that the log held when it was opened: what was answered before can be seen. */
    private boolean upToDate;

    /** The thread waits for records, and a question may wake it, once: a poll that was woken returns none. */
    private volatile boolean sleeping;

    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile @Nullable String halted;
    private volatile @Nullable CommandLog commandLog;
    private volatile @Nullable Timekeeper timekeeper;
    private volatile @Nullable LogEnd logEnd;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile @Nullable EventLog eventLog;
    private volatile long reached;
    private long witnessed;
    private @Nullable Course course;
    private volatile EventLog.End publishedAtStart = new EventLog.End(0, 0);

    public Shard(int shard, Surroundings surroundings) {
        this.shard = shard;
        this.surroundings = surroundings;
        this.commands = new TopicPartition(surroundings.commandTopic, shard);
        Set<Long> passedOver = ConcurrentHashMap.newKeySet();
        this.recovery = new Recovery(shard, surroundings.snapshots, passedOver);
        this.skips = new SkipEntries(surroundings.kafka, commands, passedOver);
        surroundings.waiting.begin(name(), "not caught up with the log");
        surroundings.metrics.gauge("openbell.commands.waiting", waiters, Map::size);
        thread = Thread.ofPlatform().name(name()).unstarted(this::run);
    }

    /** Begins with what needs no Kafka. */
    void readAhead() {
        recovery.readAhead();
    }

    public void start() {
        thread.start();
    }

    public int number() {
        return shard;
    }

    /** A second replica, which begins where this one did. */
    Beginning beginAgain(LogRange range) throws IOException {
        return recovery.begin(range, publishedAtStart);
    }

    /** Whether a replica of this shard that halts may begin again: an operator has said that the record is to be passed over. */
    boolean leadPast(long offset, RuntimeException halting) {
        return skips.leadPast(offset, halting);
    }

    /** Completes when the log has been applied as far as it went at the start. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    /** How far this replica has come in the command log. */
    public long reached() {
        return reached;
    }

    public boolean knows(long account) {
        return knownAccounts.contains(account);
    }

    public Witnesses witnesses() {
        return witnesses;
    }

    /** Completes when the witnesses have been told of everything that has been answered by now. */
    public CompletableFuture<Void> allReported() {
        return CompletableFuture.completedFuture(true)
                .thenCompose(now -> ask(Engine::sequence))
                .thenCompose(applied -> witnesses.allTold());
    }

    /** The time with which a command would be stamped now; 0 while none is taken. */
    public long time() {
        var time = timekeeper;
        return time == null ? 0 : time.now();
    }

    /** Why this shard stands still, if it does. */
    public @Nullable String halted() {
        return halted;
    }

    /**
     * Appends a command and answers when it has been applied.
     *
     * @param idempotencyKey what the caller can ask again with when the outcome is not known
     * @param wish what the caller wants to know of the outcome
     */
    public <T> CompletableFuture<T> submit(
            LoggedCommand.Builder command, String idempotencyKey, Function<Outcome, T> wish) {
        if (waiters.size() >= MOST_IN_FLIGHT) throw Refusal.overloaded("Too many commands are on their way");
        long number = requests.incrementAndGet();
        var reply = new CompletableFuture<T>();
        waiters.put(number, new Waiter<>(wish, reply));
        try {
            append(command, number, lost -> reply.completeExceptionally(unknown(idempotencyKey)));
        } catch (Refusal refusal) {
            waiters.remove(number);
            throw refusal;
        }
        return reply.orTimeout(ANSWERED_WITHIN_MS, TimeUnit.MILLISECONDS).handle((done, failure) -> {
            waiters.remove(number);
            if (failure == null) return done;
            throw failure instanceof Refusal refusal ? refusal : unknown(idempotencyKey);
        });
    }

    /** Appends a command and answers with its id once it is in the log. However many commands are on their way, this one is taken. */
    public CompletableFuture<String> queue(LoggedCommand.Builder command, String idempotencyKey) {
        var reply = new CompletableFuture<String>();
        append(command, requests.incrementAndGet(), new CommandLog.Receipt() {
            @Override
            public void appended(long offset) {
                answers.execute(() -> reply.complete(Ids.ofShard(shard, offset)));
            }

            @Override
            public void lost(Exception why) {
                reply.completeExceptionally(unknown(idempotencyKey));
            }
        });
        return reply;
    }

    private void append(LoggedCommand.Builder command, long number, CommandLog.Receipt receipt) {
        var writer = commandLog;
        var time = timekeeper;
        refuseUnlessOpen();
        if (writer == null || time == null) throw Refusal.unavailable("The market is not open");
        var stamped = command.setVersion(LoggedCommands.VERSION)
                .setAcceptedAtMicros(time.now())
                .setInstanceEpoch(epoch)
                .setRequestNumber(number)
                .build();
        writer.append(stamped, receipt);
    }

    private static Refusal unknown(String idempotencyKey) {
        return Refusal.outcomeUnknown("The command was handed to the log, and no answer came in time", idempotencyKey);
    }

    /** Asks the engine, on its own thread. */
    public <T> CompletableFuture<T> ask(Function<Engine, T> question) {
        refuseUnlessOpen();
        var answer = new CompletableFuture<T>();
        var ends = logEnd;
        if (ends == null) {
            ask(question, answer, 0);
        } else {
            var _ = ends.find().whenComplete((end, failure) -> {
                if (failure == null) ask(question, answer, end);
                else answer.completeExceptionally(Refusal.unavailable("The command log cannot be reached"));
            });
        }
        return answer.orTimeout(ANSWERED_WITHIN_MS, TimeUnit.MILLISECONDS);
    }

    private <T> void ask(Function<Engine, T> question, CompletableFuture<T> answer, long offset) {
        questions.add(offset, () -> answerTo(question, answer), answer::completeExceptionally);
        if (sleeping && woken.compareAndSet(false, true)) wake();
        // It may have closed or halted meanwhile, with nobody left to look at the question.
        if (stopping || halted != null) turnEverybodyAway();
    }

    private <T> void answerTo(Function<Engine, T> question, CompletableFuture<T> answer) {
        try {
            var found = question.apply(replica().engine());
            answers.execute(() -> answer.complete(found));
        } catch (RuntimeException e) {
            answers.execute(() -> answer.completeExceptionally(e));
        }
    }

    private void refuseUnlessOpen() {
        if (halted != null) throw Refusal.unavailable("The market stands still");
        if (!caughtUp.isDone() || closed) throw Refusal.unavailable("The market is not open");
    }

    private void wake() {
        var reader = consumer;
        if (reader != null) reader.wakeup();
    }

    private void run() {
        try {
            surroundings.waiting.until("Kafka for " + name(), this::open);
            while (!stopping && halted == null) {
                try {
                    turn();
                } catch (RuntimeException e) {
                    if (!canBeginAgain(e)) throw e;
                    surroundings.waiting.until("Kafka for " + name(), this::open);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            halt(e);
        }
        turnEverybodyAway();
    }

    private boolean canBeginAgain(RuntimeException e) {
        if (!(e instanceof EventLog.EventsLost)) return leadPast(reached, e);
        log.warn("{} begins again at a snapshot: {}", name(), e.getMessage());
        return true;
    }

    private void open() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        closeLogs();
        upToDate = false;
        // Replay is quicker the fewer the polls.
        var reader = surroundings.kafka.logReader(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000));
        consumer = reader;
        reader.assign(List.of(commands));
        // Events first: whatever they came of is in the command log by now, while others go on writing both.
        var events = EventLog.open(surroundings.kafka, surroundings.eventTopic, shard);
        eventLog = events;
        var range = range(reader);
        publishedAtStart = events.atStart();
        try {
            begin(range, events);
        } catch (IllegalStateException e) {
            // A market that must not open as things are: only an operator can help.
            halt(e);
            return;
        }
        reader.seek(commands, reached);
        commandLog = new CommandLog(surroundings.kafka, commands.topic(), shard);
        if (surroundings.several) logEnd = new LogEnd(surroundings.kafka, commands);
    }

    private void begin(LogRange range, EventLog events) throws IOException {
        course = new Course(recovery, range, events);
        reached = replica().nextOffset();
        replica().engine().accounts(knownAccounts::add);
    }

    LogRange range(Consumer<byte[], byte[]> reader) throws InterruptedException, ExecutionException, TimeoutException {
        return range(surroundings.kafka, reader, commands);
    }

    /** The command log of a shard as it is now. */
    public static LogRange range(KafkaConnection kafka, Consumer<byte[], byte[]> reader, TopicPartition commands)
            throws InterruptedException, ExecutionException, TimeoutException {
        var topic = kafka.admin().describeTopics(List.of(commands.topic()));
        var id = topic.allTopicNames().get(5, TimeUnit.SECONDS).get(commands.topic());
        if (id == null) throw new IllegalStateException("no topic " + commands.topic());
        return new LogRange(
                id.topicId().toString(),
                reader.beginningOffsets(List.of(commands)).getOrDefault(commands, 0L),
                reader.endOffsets(List.of(commands)).getOrDefault(commands, 0L));
    }

    /** The replica has applied the log as far as it went at the start: from here on it answers. */
    private void openForBusiness() {
        var engine = replica().engine();
        var time = new Timekeeper(new LogClock(Clock.systemUTC(), System::nanoTime, engine.now()));
        if (time.wallAhead().isNegative()) {
            log.warn(
                    "The wall clock is {} ms behind the last time in the log, from where time goes on",
                    time.wallAhead().negated().toMillis());
        }
        timekeeper = time;
        log.info("{} stands at command {} and event {}", name(), reached, engine.sequence());
        surroundings.waiting.done(name());
        surroundings.ownership.claim();
        caughtUp.complete(null);
    }

    /** Answers what has been asked, then applies what has come. */
    private void turn() throws InterruptedException {
        if (upToDate) questions.ask(reached);
        var reader = consumer;
        var events = eventLog;
        if (reader == null || events == null) throw new IllegalStateException("the logs are not open");
        tend(events);
        if (!upToDate && course().hasCaughtUp()) {
            upToDate = true;
            if (!caughtUp.isDone()) openForBusiness();
        }
        long sleep = keepTime();
        if (events.isFull()) {
            // It may be this replica alone that can publish what the event log lacks.
            surroundings.ownership.claim();
            Thread.sleep(10);
            return;
        }
        try {
            for (var record : poll(reader, sleep)) apply(record);
        } catch (WakeupException e) {
            log.trace("{} was asked something", name());
        } catch (OffsetOutOfRangeException e) {
            throw new IllegalStateException(
                    "The command log does not hold offset " + reached
                            + ": it ends before a position that was reached. ./openbell recover is the way on",
                    e);
        } catch (KafkaException e) {
            log.warn("The command log cannot be read: {}", e.toString());
            reader.seek(commands, reached);
            Thread.sleep(200);
        }
    }

    private Iterable<ConsumerRecord<byte[], byte[]>> poll(Consumer<byte[], byte[]> reader, long sleepMs) {
        woken.set(false);
        sleeping = questions.isEmpty();
        try {
            // A question that came between the two lines before this one is not lost for long; one that waits for more
            // of the log is woken by it.
            boolean wait = sleeping && questions.isEmpty();
            return reader.poll(Duration.ofMillis(wait ? sleepMs : Math.min(sleepMs, 1)));
        } finally {
            sleeping = false;
        }
    }

    /** While events are not published, nobody but those who asked learns what happens: the shard says that it is not well. */
    private void tend(EventLog events) {
        if (events.isBehind()) surroundings.waiting.begin(EVENTS, "events are sent again");
        events.tend(isOwner());
        if (!events.isBehind()) surroundings.waiting.done(EVENTS);
    }

    private boolean isOwner() {
        return surroundings.ownership.isOurs();
    }

    /**
     * The owner tells the log the time.
     *
     * @return for how long nothing is due, in milliseconds
     */
    private long keepTime() {
        var time = timekeeper;
        if (time == null) return LONGEST_SLEEP_MS;
        reportJump(time);
        long left = time.look(replica().engine());
        if (!isOwner() || closed) return LONGEST_SLEEP_MS;
        if (left > 0) return Math.min(left / 1_000 + 1, LONGEST_SLEEP_MS);
        time.told();
        var passed = LoggedCommand.newBuilder().setTimePassed(TimePassed.getDefaultInstance());
        try {
            append(passed, requests.incrementAndGet(), this::timeNotTold);
        } catch (Refusal refusal) {
            timeNotTold(refusal);
        }
        return 20;
    }

    private void timeNotTold(Exception why) {
        log.warn("{} could not tell the log the time: {}", name(), why.toString());
    }

    private void reportJump(Timekeeper time) {
        var jump = time.jump();
        if (jump.isZero()) return;
        surroundings.metrics.counter("openbell.clock.jumps").increment();
        log.warn(
                "The wall clock jumped by {} ms. The market's time goes on as before; the wall clock is {} ms ahead of it now",
                jump.toMillis(),
                time.wallAhead().toMillis());
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        var at = replica();
        var answer = course().apply(record);
        reached = at.nextOffset();
        var logged = at.logged();
        if (logged.getCommandCase() == CommandCase.OPEN_ACCOUNT) knownAccounts.add(Ids.parse(logged.getAccount()));
        if (logged.getInstanceEpoch() == epoch) {
            var waiter = waiters.get(logged.getRequestNumber());
            var outcome = new Outcome(answer, at.engine().sequence(), at.commandId());
            if (waiter != null) waiter.read(outcome, answers);
        }
        course().publish(this::tell);
    }

    /** One that begins again makes once more what was told before. */
    private void tell(MarketEvents part) {
        if (part.getLastSequence() <= witnessed) return;
        witnessed = part.getLastSequence();
        witnesses.tell(part);
        var cause = replica().logged().getCommandCase();
        if (cause == CommandCase.PRICE_TICK || cause == CommandCase.CLOSE_POSITION) countGaps(part);
    }

    /** Positions that a price took past their margin, so that the house had to add something. */
    private void countGaps(MarketEvents part) {
        for (var event : part.getEventsList()) {
            if (event.getPositionChanged().getGapE8() > 0) {
                surroundings.metrics.counter("openbell.cfd.gaps").increment();
            }
        }
    }

    private Course course() {
        var at = course;
        if (at == null) throw new IllegalStateException(name() + " has not begun");
        return at;
    }

    private Replica replica() {
        return course().replica();
    }

    /** A market that is wrong is worse than one that stands still. */
    private void halt(RuntimeException e) {
        halted = e.getMessage() == null ? e.toString() : e.getMessage();
        surroundings.ownership.renounce();
        log.error("{} halts at offset {}", name(), reached, e);
        surroundings.waiting.begin(name(), "halted: " + halted);
        surroundings.metrics.counter("openbell.shard.halted").increment();
        turnEverybodyAway();
    }

    /** What was asked is not answered any more. What was ordered may be in the log: of that the outcome is unknown. */
    private void turnEverybodyAway() {
        questions.turnAway(Refusal.unavailable("The market stands still"));
        for (var waiter : waiters.values()) waiter.reply.completeExceptionally(new CancellationException());
    }

    private String name() {
        return "shard-" + shard;
    }

    /** Takes no more, answers what was taken, and publishes what came of it. */
    public void drain() throws InterruptedException {
        closed = true;
        long patience = System.nanoTime() + 3_000_000_000L;
        while (System.nanoTime() < patience && halted == null && !isDrained()) Thread.sleep(5);
    }

    private boolean isDrained() {
        var events = eventLog;
        return waiters.isEmpty() && (events == null || !isOwner() || events.isDone());
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        stopping = true;
        wake();
        thread.join(5_000);
        thread.interrupt();
        thread.join(1_000);
        closeLogs();
        witnesses.close();
        answers.close();
    }

    private void closeLogs() {
        var writer = commandLog;
        var events = eventLog;
        var ends = logEnd;
        var reader = consumer;
        // Nobody takes one that is being closed.
        commandLog = null;
        eventLog = null;
        logEnd = null;
        consumer = null;
        closeQuietly(writer);
        closeQuietly(events);
        closeQuietly(ends);
        if (reader != null) closeQuietly(() -> reader.close(Duration.ofSeconds(1)));
    }

    /** One that cannot be closed is no reason to leave the next one open. */
    private void closeQuietly(@Nullable AutoCloseable part) {
        if (part == null) return;
        try {
            part.close();
        } catch (Exception e) {
            log.warn("{} could not close a log", name(), e);
        }
    }
}
