package dev.openbell.matcher.shard;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Event;
import dev.openbell.matcher.log.CommandLog;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.log.EventRecords;
import dev.openbell.matcher.log.LogClock;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.matcher.log.Shapes;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One market group at work: a thread that reads the command log, applies it to the engine, and publishes what came of it.
 *
 * <p>A command is first appended, then found again in the log like any other; whoever waits for it is answered when this replica has
 * applied it. Questions are put to the engine on its own thread, between two commands, so they see everything that has been answered.
 */
public final class Shard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Shard.class);
    private static final int MOST_IN_FLIGHT = 10_000;
    private static final long ANSWERED_WITHIN_MS = 4_000;
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(500);
    private static final String EVENTS = "the event log";

    /** What came of a command. */
    public record Reply(Answer answer, long sequence, String commandId) {}

    /** Something to ask the engine, and how to say that it will not be asked. */
    private record Question(Runnable ask, Consumer<Refusal> turnAway) {}

    private final int shard;
    private final KafkaConnection kafka;
    private final TopicPartition commands;
    private final String eventTopic;
    private final Waiting waiting;
    private final MeterRegistry metrics;

    private final Engine engine;
    private final Set<Long> knownAccounts = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Question> questions = new ConcurrentLinkedQueue<>();

    /** This run of this instance: a command of an earlier run has nobody waiting for it. */
    private final long epoch = new SecureRandom().nextLong();

    /** Where callers go on, so that the engine's thread does nothing but the market's work. */
    private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();

    private final AtomicLong requests = new AtomicLong();
    private final Map<Long, CompletableFuture<Reply>> waiters = new ConcurrentHashMap<>();

    private final Thread thread;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private volatile boolean stopping;

    /** The thread waits for records, and a question may wake it, once: a poll that was woken returns none. */
    private volatile boolean sleeping;

    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile @Nullable String halted;
    private volatile @Nullable CommandLog commandLog;
    private volatile @Nullable LogClock clock;
    private @Nullable EventLog eventLog;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private long nextOffset;
    private long logEndAtStart;

    public Shard(
            int shard,
            KafkaConnection kafka,
            String commandTopic,
            String eventTopic,
            Waiting waiting,
            MeterRegistry metrics) {
        this.shard = shard;
        this.kafka = kafka;
        this.commands = new TopicPartition(commandTopic, shard);
        this.eventTopic = eventTopic;
        this.waiting = waiting;
        this.metrics = metrics;
        this.engine = new Engine(shard);
        waiting.begin(name(), "not caught up with the log");
        metrics.gauge("openbell.commands.waiting", waiters, Map::size);
        thread = Thread.ofPlatform().name(name()).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Completes when the log has been applied as far as it went at the start. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    public boolean knows(long account) {
        return knownAccounts.contains(account);
    }

    /** Why this shard stands still, if it does. */
    public @Nullable String halted() {
        return halted;
    }

    /**
     * Appends a command and answers when it has been applied.
     *
     * @param idempotencyKey what the caller can ask again with when the outcome is not known
     */
    public CompletableFuture<Reply> submit(LoggedCommand.Builder command, String idempotencyKey) {
        var writer = commandLog;
        var time = clock;
        refuseUnlessOpen();
        if (writer == null || time == null) throw Refusal.unavailable("The market is not open");
        if (waiters.size() >= MOST_IN_FLIGHT) throw Refusal.unavailable("Too many commands are on their way");
        long number = requests.incrementAndGet();
        var reply = new CompletableFuture<Reply>();
        waiters.put(number, reply);
        try {
            var stamped = command.setVersion(LoggedCommands.VERSION)
                    .setAcceptedAtMicros(time.now())
                    .setInstanceEpoch(epoch)
                    .setRequestNumber(number)
                    .build();
            writer.append(stamped, failure -> reply.completeExceptionally(unknown(idempotencyKey)));
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

    private static Refusal unknown(String idempotencyKey) {
        return Refusal.outcomeUnknown("The command was handed to the log, and no answer came in time", idempotencyKey);
    }

    /** Asks the engine, on its own thread. */
    public <T> CompletableFuture<T> ask(Function<Engine, T> question) {
        refuseUnlessOpen();
        var answer = new CompletableFuture<T>();
        questions.add(new Question(() -> answerTo(question, answer), answer::completeExceptionally));
        if (sleeping && woken.compareAndSet(false, true)) wake();
        // It may have closed or halted meanwhile, with nobody left to look at the question.
        if (stopping || halted != null) turnEverybodyAway();
        return answer.orTimeout(ANSWERED_WITHIN_MS, TimeUnit.MILLISECONDS);
    }

    private <T> void answerTo(Function<Engine, T> question, CompletableFuture<T> answer) {
        try {
            var found = question.apply(engine);
            answers.execute(() -> answer.complete(found));
        } catch (RuntimeException e) {
            answers.execute(() -> answer.completeExceptionally(e));
        }
    }

    private void refuseUnlessOpen() {
        if (halted != null) throw Refusal.unavailable("The market stands still");
        if (!caughtUp.isDone() || stopping) throw Refusal.unavailable("The market is not open");
    }

    private void wake() {
        var reader = consumer;
        if (reader != null) reader.wakeup();
    }

    private void run() {
        try {
            waiting.until("Kafka for " + name(), this::open);
            while (!stopping) turn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            halt(e);
        }
        turnEverybodyAway();
    }

    private void open() {
        closeLogs();
        var settings = kafka.settings();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        var reader = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer = reader;
        reader.assign(List.of(commands));
        logEndAtStart = reader.endOffsets(List.of(commands)).getOrDefault(commands, 0L);
        reader.seek(commands, nextOffset);
        eventLog = EventLog.open(kafka, eventTopic, shard);
        commandLog = new CommandLog(kafka, commands.topic(), shard);
    }

    /** The replica has applied the log as far as it went at the start: from here on it answers. */
    private void openForBusiness(EventLog writer) {
        if (writer.published() > engine.sequence()) {
            throw new IllegalStateException("The event log goes to " + writer.published()
                    + ", the command log only to event " + engine.sequence()
                    + ": commands are missing. ./openbell recover is the way on");
        }
        clock = new LogClock(Clock.systemUTC(), System::nanoTime, engine.now());
        log.info("{} stands at command {} and event {}", name(), nextOffset, engine.sequence());
        waiting.done(name());
        caughtUp.complete(null);
    }

    /** Answers what has been asked, then applies what has come. */
    private void turn() throws InterruptedException {
        for (var question = questions.poll(); question != null; question = questions.poll()) question.ask.run();
        var reader = consumer;
        var writer = eventLog;
        if (reader == null || writer == null) throw new IllegalStateException("the logs are not open");
        catchUp(writer);
        if (!caughtUp.isDone() && nextOffset >= logEndAtStart) openForBusiness(writer);
        try {
            for (var record : poll(reader)) apply(record, writer);
        } catch (WakeupException e) {
            log.trace("{} was asked something", name());
        } catch (org.apache.kafka.clients.consumer.OffsetOutOfRangeException e) {
            throw new IllegalStateException(
                    "The command log does not hold offset " + nextOffset
                            + ": it ends before a position that was reached. ./openbell recover is the way on",
                    e);
        } catch (KafkaException e) {
            log.warn("The command log cannot be read: {}", e.toString());
            reader.seek(commands, nextOffset);
            Thread.sleep(200);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> reader) {
        woken.set(false);
        sleeping = questions.isEmpty();
        try {
            // A question that came between the two lines before this one is not lost for long.
            boolean wait = sleeping && questions.isEmpty();
            return reader.poll(wait ? LONGEST_SLEEP : Duration.ZERO);
        } finally {
            sleeping = false;
        }
    }

    /** While events are not published, nobody but those who asked learns what happens: the shard says that it is not well. */
    private void catchUp(EventLog writer) throws InterruptedException {
        if (writer.isBehind()) {
            waiting.begin(EVENTS, "events are sent again");
            writer.mend();
        } else {
            waiting.done(EVENTS);
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record, EventLog writer) throws InterruptedException {
        if (record.offset() != nextOffset) {
            throw new IllegalStateException("After offset " + nextOffset + " the log holds " + record.offset());
        }
        LoggedCommand logged;
        try {
            logged = LoggedCommand.parseFrom(record.value());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException("The record at offset " + record.offset() + " is no command", e);
        }
        long first = engine.sequence() + 1;
        var events = new ArrayList<MarketEvent>();
        var answer = engine.apply(logged.getAcceptedAtMicros(), LoggedCommands.read(logged), event -> {
            if (event instanceof Event.AccountOpened opened) knownAccounts.add(opened.account());
            events.add(Shapes.event(event));
        });
        nextOffset = record.offset() + 1;
        var header = MarketEvents.newBuilder()
                .setShard(shard)
                .setCommandOffset(record.offset())
                .setTimeMicros(engine.now())
                .setAccount(logged.getAccount());
        for (var part : EventRecords.of(header, first, events)) writer.publish(part);
        if (logged.getInstanceEpoch() == epoch) {
            var waiter = waiters.get(logged.getRequestNumber());
            var reply = new Reply(answer, engine.sequence(), commandId(record.offset()));
            if (waiter != null) answers.execute(() -> waiter.complete(reply));
        }
    }

    private String commandId(long offset) {
        return Ids.text((long) shard << 48 | offset);
    }

    /** A market that is wrong is worse than one that stands still. */
    private void halt(RuntimeException e) {
        halted = e.getMessage() == null ? e.toString() : e.getMessage();
        log.error("{} halts at offset {}", name(), nextOffset, e);
        waiting.begin(name(), "halted: " + halted);
        metrics.counter("openbell.shard.halted").increment();
        turnEverybodyAway();
    }

    /** What was asked is not answered any more. What was ordered may be in the log: of that the outcome is unknown. */
    private void turnEverybodyAway() {
        for (var question = questions.poll(); question != null; question = questions.poll()) {
            question.turnAway.accept(Refusal.unavailable("The market stands still"));
        }
        for (var waiter : waiters.values()) waiter.completeExceptionally(new CancellationException());
    }

    private String name() {
        return "shard-" + shard;
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        wake();
        thread.join(5_000);
        thread.interrupt();
        thread.join(1_000);
        closeLogs();
        answers.close();
    }

    private void closeLogs() {
        closeQuietly(commandLog);
        closeQuietly(eventLog);
        var reader = consumer;
        if (reader != null) closeQuietly(() -> reader.close(Duration.ofSeconds(1)));
        consumer = null;
        commandLog = null;
        eventLog = null;
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
