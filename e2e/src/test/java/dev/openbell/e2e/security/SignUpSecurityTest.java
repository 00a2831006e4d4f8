package dev.openbell.e2e.security;

import static dev.openbell.e2e.security.Newcomer.otherThan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.auth.v1.SignUpRequest;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Inbox;
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

        redis.delete(flow);

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
        redis.pauseIsOver(owner.email());
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
                // As good as the code: there are a million of them to try.
                .noneMatch(text -> text.contains(Sha256.of(code)))
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
            redis.pauseIsOver(email);
            var next = i % 2 == 0 ? newcomer.wantsAnotherCode() : Newcomer.asks(venue, email, newcomer.password());
            assertThat(next.status()).isEqualTo(202);
        }
        redis.pauseIsOver(email);
        inAWhile(Newcomer.asks(venue, email, newcomer.password()));
        inAWhile(newcomer.wantsAnotherCode());
        assertThat(inbox().await(email, 5)).hasSize(5);
    }

    /** A stranger has used up the mails that the e-mail gets in this hour. */
    @Test
    void row07_theOwnerOfTheAddressIsNotLockedOut() {
        var owner = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "owner");
        var newcomer = Newcomer.of(venue, "newcomer");
        for (var email : List.of(owner.email(), newcomer.email())) {
            for (int i = 2; i <= 6; i++) {
                redis.pauseIsOver(email);
                Newcomer.asks(venue, email, "the stranger's password");
            }
            assertThat(Newcomer.asks(venue, email, "the stranger's password").status())
                    .isEqualTo(429);
        }
        assertThat(inbox().await(newcomer.email(), 5)).hasSize(5);
        assertThat(signIn(owner.email(), owner.password()).status()).isEqualTo(200);

        var flow = signsUpFrom("127.0.0.2", newcomer.email());

        var code = inbox().await(newcomer.email(), 6).getFirst().code();
        var owners = new Newcomer(venue, newcomer.email(), "the owner's password", flow);
        assertThat(owners.shows(code).status()).isEqualTo(201);
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

    /** From another address than the test's; the flow. */
    private String signsUpFrom(String address, String email) {
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
            var form = SignUpRequest.newBuilder().setEmail(email).setPassword("the owner's password");
            return AuthServiceGrpc.newBlockingStub(line).signUp(form.build()).getFlowId();
        } finally {
            line.shutdownNow();
        }
    }

    private Inbox inbox() {
        return new Inbox(venue.addresses().inbox());
    }

    private static void inAMoment(Reply refused) {
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
    }

    private static void inAWhile(Reply refused) {
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(31, 3600);
    }
}
