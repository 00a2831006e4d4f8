package dev.openbell.edge.health;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.openbell.chassis.fields.Written;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.redis.RedisLine;
import dev.openbell.chassis.time.Micros;
import dev.openbell.edge.health.VenueHealth.Checks;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.ListTradesRequest;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentServiceGrpc.InstrumentServiceBlockingStub;
import dev.openbell.trading.v1.ListInstrumentsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc.HealthBlockingStub;
import io.grpc.stub.AbstractStub;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every part of the venue how it is: all at once, and once a second at most, however many want to know. */
@Singleton
final class Rounds {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    /** What history is asked to look up. */
    private static final String SOME_INSTRUMENT = "BTC-USD";

    private final HealthBlockingStub matcher;
    private final InstrumentServiceBlockingStub instruments;
    private final HealthBlockingStub auth;
    private final HealthBlockingStub history;
    private final HistoryServiceBlockingStub rows;
    private final KafkaConnection kafka;
    private final RedisLine redis;
    private final ExecutorService executor;
    private final Duration patience;

    private final LoadingCache<Rounds, VenueHealth> latest =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).build(Rounds::make);
    private volatile String lastStatus = "";

    Rounds(
            @Named("matcher") HealthBlockingStub matcher,
            InstrumentServiceBlockingStub instruments,
            @Named("auth") HealthBlockingStub auth,
            @Named("history") HealthBlockingStub history,
            HistoryServiceBlockingStub rows,
            KafkaConnection kafka,
            RedisLine redis,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor,
            @Value("${openbell.deadlines.health}") Duration patience) {
        this.matcher = matcher;
        this.instruments = instruments;
        this.auth = auth;
        this.history = history;
        this.rows = rows;
        this.kafka = kafka;
        this.redis = redis;
        this.executor = executor;
        this.patience = patience;
    }

    VenueHealth latest() {
        return latest.get(this);
    }

    private VenueHealth make() {
        var symbols = executor.submit(this::symbols);
        var authServes = executor.submit(() -> serves(auth));
        var historyServes = executor.submit(() -> serves(history));
        var postgresAnswers = executor.submit(this::postgresAnswers);
        var redisAnswers = executor.submit(this::redisAnswers);
        var kafkaAnswers = executor.submit(() -> !kafka.brokers(patience).isEmpty());
        var traded = answer(symbols, List.<String>of());
        var checks = new Checks(
                word(!traded.isEmpty()),
                word(answer(authServes, false)),
                word(answer(historyServes, false)),
                word(answer(postgresAnswers, false)),
                word(answer(redisAnswers, false)),
                word(answer(kafkaAnswers, false)));
        return report(new VenueHealth(checks.summary(), now(), traded, checks));
    }

    /** What the matcher trades, once it serves: a matcher that still reads its log lists nothing. */
    private List<String> symbols() {
        if (!serves(matcher)) return List.of();
        var listed = soon(instruments).listInstruments(ListInstrumentsRequest.getDefaultInstance());
        return listed.getInstrumentsList().stream().map(Instrument::getSymbol).toList();
    }

    private boolean serves(HealthBlockingStub service) {
        var answer = soon(service).check(HealthCheckRequest.getDefaultInstance());
        return answer.getStatus() == ServingStatus.SERVING;
    }

    /**
     * The edge has no line to PostgreSQL; that the history can look something up there, whether it finds it or not, is
     * the proof.
     */
    private boolean postgresAnswers() {
        try {
            soon(rows)
                    .listTrades(ListTradesRequest.newBuilder()
                            .setInstrument(SOME_INSTRUMENT)
                            .setLimit(1)
                            .build());
            return true;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() == Status.Code.NOT_FOUND;
        }
    }

    private boolean redisAnswers() throws ExecutionException, InterruptedException {
        var answer =
                redis.ask(BaseRedisAsyncCommands::ping).toCompletableFuture().get();
        return answer.equals("PONG");
    }

    private <S extends AbstractStub<S>> S soon(S stub) {
        return stub.withDeadlineAfter(patience);
    }

    /** A part that fails, or takes too long to say how it is, is down. */
    private <A> A answer(Future<A> question, A otherwise) {
        try {
            return question.get(2 * patience.toMillis(), MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("A part of the venue does not answer", e);
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    private static String word(boolean up) {
        return up ? Checks.UP : Checks.DOWN;
    }

    private static String now() {
        return Written.time(Micros.now());
    }

    private VenueHealth report(VenueHealth health) {
        if (!health.status().equals(lastStatus)) log.info("The venue is {}: {}", health.status(), health.checks());
        lastStatus = health.status();
        return health;
    }
}
