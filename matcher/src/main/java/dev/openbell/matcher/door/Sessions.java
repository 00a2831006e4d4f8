package dev.openbell.matcher.door;

import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.TokenVerifier;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Opens order sessions. */
@Singleton
final class Sessions {
    private final Desk desk;
    private final TokenVerifier verifier;
    private final int mostPerSecond;

    /** What is due at a time: the end of a token, mostly. */
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sessions").daemon().factory());

    Sessions(Desk desk, TokenVerifier verifier, @Value("${openbell.order-session.rate}") int mostPerSecond) {
        this.desk = desk;
        this.verifier = verifier;
        this.mostPerSecond = mostPerSecond;
    }

    StreamObserver<OrderSessionRequest> open(StreamObserver<OrderSessionResponse> caller, AccessToken token) {
        if (!(caller instanceof ServerCallStreamObserver<OrderSessionResponse> line)) {
            throw new IllegalStateException("the caller of a service is a ServerCallStreamObserver");
        }
        return new OrderSession(desk, verifier, timer, line, token, mostPerSecond).begin();
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
    }
}
