package dev.openbell.e2e.security;

import static dev.openbell.e2e.security.Newcomer.otherThan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.auth.v1.SignUpRequest;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Inbox;
import dev.openbell.bench.client.Metrics;
import dev.openbell.bench.client.Rest;
import dev.openbell.bench.client.Rest.Reply;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import io.grpc.Attributes;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyChannelBuilder.LocalSocketPicker;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows 1 to 8: nobody learns who has an account, and a code is good for one person, once, for a while. */
@OnTheRunningVenue
class SignUpSecurityTest {
    private final Venue venue;
    private final Rest rest;
    private final RedisContents redis;
    private final Tables tables;

    SignUpSecurityTest(Venue venue) {
        this.venue = venue;
        rest = new Rest(venue.addresses().edge());
        redis = new RedisContents(venue);
        tables = Tables.of(venue);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    /** That it takes the same time is not measured: its cause, a hash in both cases, is counted. */
    @Test
    void row01_aKnownEmailSignsUpLikeANewOne() {
        var owner = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "owner");
        redis.pauseIsOver("sign-up " + owner.email());
        double hashed = hashed();

        var known = Newcomer.asks(venue, owner.email(), "somebody else's password");
        var unknown = Newcomer.asks(venue, Customer.freshEmail("new"), "somebody else's password");

        assertThat(known.status()).isEqualTo(202).isEqualTo(unknown.status());
        assertThat(known.body().fieldNames()).toIterable().containsExactly("flow_id", "expires_in");
        assertThat(unknown.body().fieldNames()).toIterable().containsExactly("flow_id", "expires_in");
        assertThat(known.body().get("expires_in")).isEqualTo(unknown.body().get("expires_in"));
        assertThat(known.response().headers().map().keySet())
                .isEqualTo(unknown.response().headers().map().keySet());
        assertThat(hashed()).isGreaterThanOrEqualTo(hashed + 2);

        var notice = new Inbox(venue.addresses().inbox())
                .await(owner.email(), mail -> mail.subject().contains("already have"));
        assertThat(notice.code()).isEmpty();
    }

    /** As in row 1, the hashes are counted; PasswordsTest sees that there is one on each way. */
    @Test
    void row02_anUnknownEmailSignsInLikeAWrongPassword() {
        var owner = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "owner");
        double hashed = hashed();

        for (int i = 0; i < 5; i++) {
            var wrong = signIn(owner.email(), "not the password");
            var unknown = signIn(Customer.freshEmail("nobody"), "not the password");

            assertThat(wrong.status()).isEqualTo(401).isEqualTo(unknown.status());
            assertThat(withoutId(wrong)).isEqualTo(withoutId(unknown));
        }
        assertThat(hashed()).isGreaterThanOrEqualTo(hashed + 10);
    }

    @Test
    void row03_theSameCodeWorksOnceAlsoInParallel() {
        var newcomer = Newcomer.of(venue, "eager");
        var code = newcomer.code();

        var statuses = AtOnce.times(20, () -> newcomer.shows(code).status());

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 400);
        assertThat(newcomer.shows(code).code()).isEqualTo("OTP_INVALID");
        assertThat(tables.column("SELECT user_id FROM users WHERE email = ?", newcomer.email()))
                .hasSize(1);
    }

    @Test
    void row04_aCodeDoesNotOutliveItsTime() {
        var newcomer = Newcomer.of(venue, "late");
        var code = newcomer.code();
        var flow = redis.flowsOf(newcomer.email()).getFirst();
        assertThat(redis.life(flow)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));

        redis.expire(flow);

        assertThat(newcomer.shows(code).status()).isEqualTo(400);
        assertThat(newcomer.shows(code).code()).isEqualTo("OTP_INVALID");
    }

    @Test
    void row04_aCodeIsGoodForItsOwnFlowAlone() {
        var one = Newcomer.of(venue, "one");
        var other = Newcomer.of(venue, "other");
        var code = one.code();
        assertThat(other.code()).as("one in a million").isNotEqualTo(code);

        assertThat(other.shows(code).code()).isEqualTo("OTP_INVALID");
        assertThat(one.shows(code).status()).isEqualTo(201);
    }

    @Test
    void row04_aSecondSignUpForTheSameEmailChangesNothingOfTheFirst() {
        var owner = Newcomer.of(venue, "owner");
        var code = owner.code();
        redis.pauseIsOver("sign-up " + owner.email());
        var stranger = Newcomer.signsUp(venue, owner.email(), "the stranger's password");
        var strangersCode = stranger.codeAfter(code);

        for (int i = 0; i < 5; i++) stranger.shows(otherThan(strangersCode));
        assertThat(owner.shows(code).status()).isEqualTo(201);

        assertThat(stranger.signsIn().status()).isEqualTo(401);
        assertThat(owner.signsIn().status()).isEqualTo(200);
    }

    @Test
    void row05_fiveWrongCodesDestroyTheCode() {
        var newcomer = Newcomer.of(venue, "guesser");
        var code = newcomer.code();

        for (int i = 1; i < 5; i++)
            assertThat(newcomer.shows(otherThan(code)).code()).isEqualTo("OTP_INVALID");
        assertThat(newcomer.shows(otherThan(code)).status()).isEqualTo(429);

        assertThat(newcomer.shows(code).code()).isEqualTo("OTP_EXHAUSTED");
        assertThat(newcomer.wantsAnotherCode().status()).isEqualTo(429);
    }

    @Test
    void row06_redisHoldsHashesOnly() {
        var newcomer = Newcomer.of(venue, "kept");
        var code = newcomer.code();
        var customer =
                Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "signed-in");
        var session = signIn(customer.email(), customer.password());
        var refresh = RefreshCookie.of(session).value();

        var everything = redis.everything();

        assertThat(redis.flowsOf(newcomer.email())).hasSize(1);
        assertThat(everything)
                .noneMatch(text -> text.equals(code))
                .noneMatch(text -> text.contains(newcomer.flow()))
                .noneMatch(text -> text.contains(newcomer.password()))
                .noneMatch(text -> text.contains(customer.token()))
                .noneMatch(text -> text.contains(refresh.substring(refresh.indexOf('.') + 1)));
    }

    @Test
    void row07_oneCodeInThirtySecondsAndFiveInAnHour() {
        var newcomer = Newcomer.of(venue, "flooded");
        var email = newcomer.email();

        inAMoment(Newcomer.asks(venue, email, newcomer.password()));
        inAMoment(newcomer.wantsAnotherCode());

        for (int i = 2; i <= 5; i++) {
            redis.pauseIsOver("sign-up " + email);
            assertThat(Newcomer.asks(venue, email, newcomer.password()).status())
                    .isEqualTo(202);
        }
        redis.pauseIsOver("sign-up " + email);
        inAWhile(Newcomer.asks(venue, email, newcomer.password()));

        for (int i = 1; i <= 5; i++) {
            redis.pauseIsOver("sign-up " + email);
            assertThat(newcomer.wantsAnotherCode().status()).isEqualTo(202);
        }
        redis.pauseIsOver("sign-up " + email);
        inAWhile(newcomer.wantsAnotherCode());
    }

    @Test
    void row07_theOwnerOfTheAddressIsNotLockedOut() {
        var owner = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "owner");
        var newcomer = Newcomer.of(venue, "newcomer");
        for (var email : List.of(owner.email(), newcomer.email())) {
            for (int i = 2; i <= 6; i++) {
                redis.pauseIsOver("sign-up " + email);
                Newcomer.asks(venue, email, "the stranger's password");
            }
            assertThat(Newcomer.asks(venue, email, "the stranger's password").status())
                    .isEqualTo(429);
        }

        assertThat(signIn(owner.email(), owner.password()).status()).isEqualTo(200);
        assertThat(signsUpFrom("127.0.0.2", newcomer.email())).isEmpty();
    }

    @Test
    void row08_passwordsAreNeitherShortNorCutOffNorEverybodys() {
        for (var password : List.of("1234567", "x".repeat(73), "ünï", "€".repeat(25), "iloveyou", "PassWord1")) {
            var refused = Newcomer.asks(venue, Customer.freshEmail("careless"), password);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.fields()).containsExactly("password");
        }
    }

    @Test
    void row08_theDatabaseHoldsBcrypt() {
        var customer =
                Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "hashed");

        assertThat(tables.value("SELECT password_hash FROM users WHERE user_id = ?", customer.userId()))
                .matches("\\$2a\\$1\\d\\$.{53}");
    }

    private Reply signIn(String email, String password) {
        return rest.post("/api/v1/auth/signin", Map.of("email", email, "password", password));
    }

    /** From another address than the test's. */
    private String signsUpFrom(String address, String email) {
        redis.pauseIsOver("sign-up " + email);
        var line = NettyChannelBuilder.forTarget(venue.addresses().hostAndPort(Port.AUTH))
                .usePlaintext()
                .localSocketPicker(new LocalSocketPicker() {
                    @Override
                    public SocketAddress createSocketAddress(SocketAddress remote, Attributes attributes) {
                        return new InetSocketAddress(address, 0);
                    }
                })
                .build();
        try {
            return Doors.codeOf(() -> {
                var _ = AuthServiceGrpc.newBlockingStub(line)
                        .signUp(SignUpRequest.newBuilder()
                                .setEmail(email)
                                .setPassword("the owner's password")
                                .build());
            });
        } finally {
            line.shutdownNow();
        }
    }

    private static void inAMoment(Reply refused) {
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
    }

    private static void inAWhile(Reply refused) {
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(31, 3600);
    }

    /** How many passwords were hashed or compared so far, by anybody. */
    private double hashed() {
        return new Metrics(venue.addresses().hostAndPort(Port.AUTH_MANAGEMENT))
                .value("openbell_auth_passwords_hashed_seconds_count");
    }

    private static JsonNode withoutId(Reply problem) {
        ObjectNode body = problem.body().deepCopy();
        assertThat(body.remove("request_id")).isNotNull();
        return body;
    }
}
