package dev.openbell.matcher.door;

import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.Revocations;
import dev.openbell.chassis.token.TokenVerifier;
import dev.openbell.events.v1.KeepSessions;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens order sessions, ends those whose token is gone, and tells the log which of them live: the orders of one that is not heard of are
 * cancelled, whoever died.
 */
@Singleton
final class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final int HEARD_EVERY_SECONDS = 2;
    private static final int MOST_IN_A_COMMAND = 5_000;

    private final Desk desk;
    private final TokenVerifier verifier;
    private final Revocations revocations;
    private final int mostPerSecond;
    private final Set<OrderSession> open = ConcurrentHashMap.newKeySet();

    /** Whose orders are to be cancelled with them. */
    private final Set<OrderSession> kept = ConcurrentHashMap.newKeySet();

    /** For looks at the tokens, and for the words that sessions live. */
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sessions").daemon().factory());

    Sessions(
            Desk desk,
            TokenVerifier verifier,
            Revocations revocations,
            @Value("${openbell.order-session.rate}") int mostPerSecond) {
        this.desk = desk;
        this.verifier = verifier;
        this.revocations = revocations;
        this.mostPerSecond = mostPerSecond;
        var _ = timer.scheduleWithFixedDelay(this::lookAtTokens, 1, 1, TimeUnit.SECONDS);
        var _ = timer.scheduleAtFixedRate(
                this::sayWhoLives, HEARD_EVERY_SECONDS, HEARD_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    StreamObserver<OrderSessionRequest> open(StreamObserver<OrderSessionResponse> caller, AccessToken token) {
        if (!(caller instanceof ServerCallStreamObserver<OrderSessionResponse> line)) {
            throw new IllegalStateException("the caller of a service is a ServerCallStreamObserver");
        }
        var lease = new Lease(token, revocations);
        var session = new OrderSession(desk, this, verifier, line, token.userId(), lease, mostPerSecond);
        open.add(session);
        return session.begin();
    }

    void closed(OrderSession session) {
        open.remove(session);
    }

    private void lookAtTokens() {
        var now = Instant.now();
        for (var session : open) {
            try {
                session.look(now);
            } catch (RuntimeException e) {
                // One that cannot be ended must not keep the others from being looked at.
                log.error("An order session could not be looked at", e);
            }
        }
    }

    /** From when this is answered on, the orders of the session are cancelled when it ends, even if this instance ends with it. */
    CompletableFuture<Boolean> keep(OrderSession session) {
        kept.add(session);
        return say(List.of(session));
    }

    void forget(OrderSession session) {
        kept.remove(session);
    }

    private void sayWhoLives() {
        var living = List.copyOf(kept);
        for (int from = 0; from < living.size(); from += MOST_IN_A_COMMAND) {
            var some = living.subList(from, Math.min(from + MOST_IN_A_COMMAND, living.size()));
            try {
                var _ = say(some).whenComplete((said, failure) -> {
                    if (failure != null) notSaid(failure);
                });
            } catch (RuntimeException e) {
                // It is said again, as long as the timer is not thrown out of its turn.
                notSaid(e);
            }
        }
    }

    private CompletableFuture<Boolean> say(List<OrderSession> living) {
        var keep = KeepSessions.newBuilder();
        for (var session : living) keep.addSessions(session.name());
        return desk.shard()
                .queue(LoggedCommand.newBuilder().setKeepSessions(keep), "")
                .thenApply(appended -> true);
    }

    private static void notSaid(Throwable why) {
        log.warn("The log could not be told which order sessions live: {}", why.toString());
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
    }
}
