package dev.openbell.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.client.Rest;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Service;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.InstrumentServiceGrpc;
import dev.openbell.trading.v1.ListInstrumentsRequest;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one user may ask, whichever doors are asked. */
class LimitsTest {
    private static final int A_MINUTE = 100, OVER_REST = 60;

    @TempDir
    Path data;

    @Test
    void row27_aUserMayAskSoMuchOfAllDoorsTogetherAndWithoutRedisOfEach() throws IOException, InterruptedException {
        var setup = RunningVenue.small(data).with("RATE_LIMIT_USER", Integer.toString(A_MINUTE));
        try (var venue = Venue.start(setup)) {
            var alice = arrives(venue, "alice");
            // Nor is what the edge asks of the matcher for her counted again there.
            assertThat(leftAfter(OVER_REST, alice)).isGreaterThanOrEqualTo(A_MINUTE - OVER_REST);

            assertThat(comesThroughOverGrpc(venue, alice)).isLessThan(A_MINUTE);
            assertThat(comesThroughOverRest(alice)).isLessThan(A_MINUTE - OVER_REST);

            var bob = arrives(venue, "bob");
            venue.stop("redis");
            leftAfter(OVER_REST, bob);
            assertThat(comesThroughOverGrpc(venue, bob)).isGreaterThanOrEqualTo(A_MINUTE);
        }
    }

    /** Whatever it says about itself: nobody in front of the venue is trusted to say where a call comes from. */
    @Test
    void row27_anAddressMayAskSoMuchWhoeverItSaysItIs() throws IOException, InterruptedException {
        var setup = RunningVenue.small(data).with("RATE_LIMIT_ANONYMOUS", Integer.toString(A_MINUTE));
        try (var venue = Venue.start(setup)) {
            var door = new Rest(venue.addresses().edge());
            int answered = 0;
            Rest.Reply reply;
            do {
                reply = door.with("X-Forwarded-For", "203.0.113." + answered).get("/api/v1/instruments");
            } while (reply.status() == 200 && ++answered <= 2 * A_MINUTE);
            assertThat(reply.code()).isEqualTo("RATE_LIMITED");
            assertThat(reply.response().headers().firstValueAsLong("Retry-After"))
                    .isPresent();
            assertThat(answered).isBetween(A_MINUTE / 2, A_MINUTE + A_MINUTE / 2);

            assertThat(comesThroughFromElsewhere(venue)).isLessThan(A_MINUTE / 2);
        }
    }

    /** How many calls the matcher answers until it refuses one, each as if somebody else made it. */
    private static int comesThroughFromElsewhere(Venue venue) {
        var line = NettyChannelBuilder.forTarget(venue.addresses().hostAndPort(Port.MATCHER))
                .usePlaintext()
                .build();
        try {
            for (int answered = 0; ; answered++) {
                try {
                    var _ = InstrumentServiceGrpc.newBlockingStub(line)
                            .withCallCredentials(new BearerToken(null, "t").from("198.51.100." + answered, "bot"))
                            .listInstruments(ListInstrumentsRequest.getDefaultInstance());
                } catch (StatusRuntimeException e) {
                    assertThat(GrpcErrors.refusal(e).code()).isEqualTo(Code.RATE_LIMITED);
                    return answered;
                }
            }
        } finally {
            line.shutdownNow();
        }
    }

    @Test
    void row27_aSocketAsksOfTheSameAndStaysOpen() throws IOException, InterruptedException {
        var setup = RunningVenue.quiet(data)
                .withServices(
                        Service.DB_PROCESSOR,
                        Service.AUTH_SERVICE,
                        Service.MATCHER,
                        Service.EDGE_API,
                        Service.STREAM_GATEWAY,
                        Service.OTP_MAILER)
                .with("RATE_LIMIT_USER", Integer.toString(A_MINUTE));
        try (var venue = Venue.start(setup)) {
            var alice = arrives(venue, "alice");
            leftAfter(OVER_REST, alice);
            try (var socket = new LiveSocket(venue.addresses().webSocket()).authenticate(alice.token())) {
                int answered = 0;
                while (answersPing(socket) && answered <= 2 * A_MINUTE) answered++;

                assertThat(answered).isLessThan(A_MINUTE);
                assertThat(socket.isClosed()).isFalse();
            }
        }
    }

    /** Otherwise it says when to come back. */
    private static boolean answersPing(LiveSocket socket) {
        socket.send(Map.of("type", "ping"));
        var answer = socket.await(
                frame -> frame.type().equals("pong") || frame.type().equals("error"));
        if (answer.type().equals("pong")) return true;
        assertThat(answer.json().get("code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(answer.json().get("retry_after").asLong()).isPositive();
        return false;
    }

    private static Customer arrives(Venue venue, String name) {
        return Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), name);
    }

    /** What the edge says that is left after so many requests. */
    private static long leftAfter(int requests, Customer user) {
        long left = 0;
        for (int i = 0; i < requests; i++) {
            var reply = user.rest().get("/api/v1/account/balances");
            reply.expect(200);
            left = reply.response()
                    .headers()
                    .firstValueAsLong("RateLimit-Remaining")
                    .orElseThrow();
        }
        return left;
    }

    /** How many requests the edge answers until it refuses one. */
    private static int comesThroughOverRest(Customer user) {
        for (int answered = 0; ; answered++) {
            var reply = user.rest().get("/api/v1/account/balances");
            if (reply.status() == 200) continue;
            assertThat(reply.code()).isEqualTo("RATE_LIMITED");
            assertThat(reply.response().headers().firstValueAsLong("Retry-After"))
                    .isPresent();
            return answered;
        }
    }

    /** How many calls the matcher answers until it refuses one. */
    private static int comesThroughOverGrpc(Venue venue, Customer user) {
        var line = NettyChannelBuilder.forTarget(venue.addresses().hostAndPort(Port.MATCHER))
                .usePlaintext()
                .build();
        var accounts = AccountServiceGrpc.newBlockingStub(line).withCallCredentials(new BearerToken(user.token(), "t"));
        try {
            for (int answered = 0; ; answered++) {
                try {
                    var _ = accounts.getBalances(GetBalancesRequest.getDefaultInstance());
                } catch (StatusRuntimeException e) {
                    assertThat(GrpcErrors.refusal(e).code()).isEqualTo(Code.RATE_LIMITED);
                    return answered;
                }
            }
        } finally {
            line.shutdownNow();
        }
    }
}
