package dev.openbell.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.auth.redis.RealRedis;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.MailKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FlowsTest {
    private static final Flow ALICE = signUp("Alice", "$2a$10$hash");
    private static final Flow OTHER = signUp("Mallory", "$2a$10$other");

    @RegisterExtension
    static final RealRedis real = new RealRedis();

    private final Flows flows = new Flows(real.redis());
    private final String flow = Ids.random();

    @Test
    void theRightCodeGivesTheFlowOnce() {
        flows.open(flow, ALICE, "123456");

        assertThat(flows.present(Purpose.SIGN_UP, flow, "123456").orRefuse()).isEqualTo(ALICE);
        refused(
                Code.OTP_INVALID,
                () -> flows.present(Purpose.SIGN_UP, flow, "123456").orRefuse());
    }

    @Test
    void ofManyWhoShowTheRightCodeAtOnceExactlyOneGetsIn() throws Exception {
        flows.open(flow, ALICE, "123456");
        var together = new CountDownLatch(1);
        Callable<Boolean> attempt = () -> {
            together.await();
            try {
                return flows.present(Purpose.SIGN_UP, flow, "123456").orRefuse().equals(ALICE);
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isEqualTo(Code.OTP_INVALID);
                return false;
            }
        };

        var attempts = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) attempts.add(threads.submit(attempt));
            together.countDown();
        }

        assertThat(attempts).extracting(Future::resultNow).containsOnlyOnce(true);
    }

    @Test
    void theFifthWrongCodeDestroysTheRightOne() {
        flows.open(flow, ALICE, "123456");

        for (int i = 0; i < 4; i++)
            refused(
                    Code.OTP_INVALID,
                    () -> flows.present(Purpose.SIGN_UP, flow, "000000").orRefuse());
        refused(
                Code.OTP_EXHAUSTED,
                () -> flows.present(Purpose.SIGN_UP, flow, "000000").orRefuse());

        refused(
                Code.OTP_EXHAUSTED,
                () -> flows.present(Purpose.SIGN_UP, flow, "123456").orRefuse());
        refused(Code.OTP_EXHAUSTED, () -> flows.renew(flow, "654321"));
    }

    @Test
    void anotherCodeTakesThePlaceOfTheFirstAndBringsNoNewTries() {
        flows.open(flow, ALICE, "123456");
        for (int i = 0; i < 3; i++)
            refused(
                    Code.OTP_INVALID,
                    () -> flows.present(Purpose.SIGN_UP, flow, "000000").orRefuse());

        assertThat(flows.renew(flow, "654321")).isEqualTo(ALICE);

        refused(
                Code.OTP_INVALID,
                () -> flows.present(Purpose.SIGN_UP, flow, "123456").orRefuse());
        assertThat(flows.present(Purpose.SIGN_UP, flow, "654321").orRefuse()).isEqualTo(ALICE);
    }

    @Test
    void eachFlowKeepsItsOwnCodeAndPassword() {
        var second = Ids.random();
        flows.open(flow, ALICE, "111111");
        flows.open(second, OTHER, "222222");

        refused(
                Code.OTP_INVALID,
                () -> flows.present(Purpose.SIGN_UP, flow, "222222").orRefuse());
        assertThat(flows.present(Purpose.SIGN_UP, second, "222222").orRefuse()).isEqualTo(OTHER);
        assertThat(flows.present(Purpose.SIGN_UP, flow, "111111").orRefuse()).isEqualTo(ALICE);
    }

    @Test
    void aCodeForTheOneIsNoneForTheOther() {
        flows.open(flow, Flow.passwordReset(MailKind.PASSWORD_RESET_CODE, "alice@example.com"), "123456");

        for (int i = 0; i < 10; i++)
            refused(
                    Code.OTP_INVALID,
                    () -> flows.present(Purpose.SIGN_UP, flow, "123456").orRefuse());

        assertThat(flows.present(Purpose.PASSWORD_RESET, flow, "123456")
                        .orRefuse()
                        .email())
                .isEqualTo("alice@example.com");
    }

    @Test
    void aFlowIsFoundAsLongAsItsCodeCanCome() {
        assertThat(flows.find(flow)).isEmpty();
        flows.open(flow, ALICE, "123456");
        assertThat(flows.find(flow)).contains(ALICE);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(
                            () -> flows.present(Purpose.SIGN_UP, flow, "000000").orRefuse())
                    .isInstanceOf(Refusal.class);
        }
        refused(Code.OTP_EXHAUSTED, () -> flows.find(flow));
    }

    @Test
    void aCodeLivesTenMinutes() {
        flows.open(flow, ALICE, "123456");

        for (var key : keys()) {
            long left = real.redis().ask(redis -> redis.ttl(key));
            assertThat(left).isBetween(1L, 600L);
        }
    }

    /** Its id is always the same, and so is what is made of it: a hash may well have six given digits in it by chance. */
    @Test
    void redisHoldsNeitherTheCodeNorTheFlowsId() {
        var known = "0123456789abc";
        var before = keys();
        flows.open(known, ALICE, "314159");

        var held = new StringBuilder();
        for (var key : keys()) {
            if (before.contains(key)) continue;
            Map<String, String> fields = real.redis().ask(redis -> redis.hgetall(key));
            held.append(key).append(fields);
        }

        assertThat(held.toString()).contains("alice@example.com").doesNotContain("314159", known);
    }

    private static Flow signUp(String name, String passwordHash) {
        return Flow.signUp(MailKind.SIGN_UP_CODE, "alice@example.com", name, passwordHash);
    }

    private static List<String> keys() {
        return real.redis().ask(redis -> redis.keys("auth:flow:*"));
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
