package dev.openbell.e2e.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.auth.v1.GetUserRequest;
import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.client.Rest;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.history.v1.HistoryServiceGrpc;
import dev.openbell.history.v1.ListOrdersRequest;
import dev.openbell.standalone.Addresses;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.trading.v1.ListOpenOrdersRequest;
import dev.openbell.trading.v1.TradingServiceGrpc;
import io.grpc.CallCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Everywhere that somebody is with a token: at every door of the venue, on a socket, and in an order session. */
public final class Presence implements AutoCloseable {
    /** What the venue promises. It takes some hundredths of a second, so there is time enough for a busy machine. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static final int PATIENCE_SECONDS = 20;

    private final Addresses addresses;
    private final String token;
    private final CallCredentials bearer;
    private final ManagedChannel auth, matcher, history;
    private final LiveSocket socket;
    private final Bot session;

    public Presence(Venue venue, String token) {
        this.addresses = venue.addresses();
        this.token = token;
        bearer = new BearerToken(token, "test");
        auth = line(Port.AUTH);
        matcher = line(Port.MATCHER);
        history = line(Port.HISTORY);
        socket = new LiveSocket(addresses.webSocket()).authenticate(token).subscribe(List.of("orders"), List.of());
        session = bot().starts();
        doors().forEach(door -> assertThatCode(door::knock).doesNotThrowAnyException());
    }

    /** The line of this presence's bot. */
    public Bot session() {
        return session;
    }

    /** Where there was a presence there is none any more, as soon as was promised, and the token opens nothing again. */
    public void isOver() {
        var end = Instant.now().plus(PROMISED);
        for (var door : doors()) Eventually.holds(Duration.between(Instant.now(), end), () -> isShut(door));
        assertThat(socket.awaitClose()).isEqualTo(4401);
        assertThat(session.isOver()).satisfies(Presence::isUnauthenticated);
        assertThat(Instant.now()).isBefore(end);

        try (var again = new LiveSocket(addresses.webSocket())) {
            again.send(Map.of("type", "auth", "token", token));
            var answer = again.await(frame -> !frame.type().equals("hello")).json();
            assertThat(answer.get("code").asText()).isEqualTo("UNAUTHENTICATED");
        }
        try (var again = bot()) {
            assertThat(again.isOver()).satisfies(Presence::isUnauthenticated);
        }
    }

    /** None of its doors is shut. */
    public void goesOn() {
        doors().forEach(door -> assertThatCode(door::knock).doesNotThrowAnyException());
        socket.subscribe(List.of("account"), List.of());
    }

    /** A door of the venue at which the token is shown. */
    private interface Door {
        void knock();
    }

    private List<Door> doors() {
        return List.of(
                () -> new Rest(addresses.edge()).as(token).get("/api/v1/orders").expect(200),
                () -> AuthServiceGrpc.newBlockingStub(auth)
                        .withCallCredentials(bearer)
                        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .getUser(GetUserRequest.getDefaultInstance()),
                () -> TradingServiceGrpc.newBlockingStub(matcher)
                        .withCallCredentials(bearer)
                        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .listOpenOrders(ListOpenOrdersRequest.getDefaultInstance()),
                () -> HistoryServiceGrpc.newBlockingStub(history)
                        .withCallCredentials(bearer)
                        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .listOrders(ListOrdersRequest.getDefaultInstance()));
    }

    private static void isShut(Door door) {
        assertThatThrownBy(door::knock).satisfies(Presence::isUnauthenticated);
    }

    /** In the words of gRPC, or of REST. */
    private static void isUnauthenticated(Throwable refusal) {
        if (refusal instanceof StatusRuntimeException failure) {
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        } else {
            assertThat(refusal).hasMessageContaining("answered 401");
        }
    }

    private Bot bot() {
        return new Bot(addresses.hostAndPort(Port.MATCHER), token);
    }

    private ManagedChannel line(Port port) {
        return NettyChannelBuilder.forTarget(addresses.hostAndPort(port))
                .usePlaintext()
                .build();
    }

    @Override
    public void close() {
        socket.close();
        session.close();
        for (var line : List.of(auth, matcher, history)) line.shutdownNow();
    }
}
