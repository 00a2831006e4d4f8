package dev.openbell.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.auth.v1.GetUserRequest;
import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.client.Rest;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.history.v1.HistoryServiceGrpc;
import dev.openbell.history.v1.ListOrdersRequest;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.GetBalancesRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every door at which a token can be shown. */
final class Doors implements AutoCloseable {
    private static final String COME_IN = "";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Rest rest;
    private final Venue venue;
    private final Map<Port, ManagedChannel> lines = new EnumMap<>(Port.class);

    Doors(Venue venue) {
        this.venue = venue;
        rest = new Rest(venue.addresses().edge());
    }

    /** All doors know whom it stands for. */
    void letIn(String token) {
        assertThat(answers(token).values()).containsOnly(COME_IN);
    }

    /** No door takes it for anybody. */
    void turnAway(String token) {
        assertThat(answers(token).values()).as(token).containsOnly("UNAUTHENTICATED");
    }

    /** The line to a gRPC port. */
    ManagedChannel line(Port port) {
        return lines.computeIfAbsent(
                port,
                p -> NettyChannelBuilder.forTarget(venue.addresses().hostAndPort(p))
                        .usePlaintext()
                        .build());
    }

    /** The code of the refusal; empty where there is none. */
    static String codeOf(Runnable call) {
        try {
            call.run();
            return COME_IN;
        } catch (StatusRuntimeException e) {
            return GrpcErrors.refusal(e).code().name();
        }
    }

    private Map<String, String> answers(String token) {
        var answers = new LinkedHashMap<String, String>();
        answers.put("REST", overRest(token));
        answers.put("gRPC", overGrpc(token));
        answers.put("gRPC of auth", toAuth(token));
        answers.put("gRPC of the history", toHistory(token));
        answers.put("WebSocket", overWebSocket(token));
        return answers;
    }

    String overRest(String token) {
        var reply = rest.as(token).get("/api/v1/account/balances");
        assertThat(reply.status()).isIn(200, 401);
        return reply.code();
    }

    String overGrpc(String token) {
        return codeOf(() -> {
            var _ = AccountServiceGrpc.newBlockingStub(line(Port.MATCHER))
                    .withDeadlineAfter(PATIENCE)
                    .withCallCredentials(new BearerToken(token, "test"))
                    .getBalances(GetBalancesRequest.getDefaultInstance());
        });
    }

    private String toAuth(String token) {
        return codeOf(() -> {
            var _ = AuthServiceGrpc.newBlockingStub(line(Port.AUTH))
                    .withDeadlineAfter(PATIENCE)
                    .withCallCredentials(new BearerToken(token, "test"))
                    .getUser(GetUserRequest.getDefaultInstance());
        });
    }

    private String toHistory(String token) {
        return codeOf(() -> {
            var _ = HistoryServiceGrpc.newBlockingStub(line(Port.HISTORY))
                    .withDeadlineAfter(PATIENCE)
                    .withCallCredentials(new BearerToken(token, "test"))
                    .listOrders(ListOrdersRequest.getDefaultInstance());
        });
    }

    private String overWebSocket(String token) {
        try (var socket = new LiveSocket(venue.addresses().webSocket())) {
            socket.send(Map.of("type", "auth", "token", token));
            var answer = socket.await(frame -> true);
            return answer.type().equals("authenticated")
                    ? COME_IN
                    : answer.json().get("code").asText();
        }
    }

    @Override
    public void close() {
        lines.values().forEach(ManagedChannel::shutdownNow);
    }
}
