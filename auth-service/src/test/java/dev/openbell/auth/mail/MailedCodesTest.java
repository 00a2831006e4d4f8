package dev.openbell.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.auth.redis.RealRedis;
import dev.openbell.auth.registry.SentMail;
import dev.openbell.chassis.grpc.CallFrom;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.Audit;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.MailRequested;
import java.util.List;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailedCodesTest {
    @RegisterExtension
    static final RealRedis real = new RealRedis();

    private final SentMail mails = new SentMail();
    private final MailedCodes codes = new MailedCodes(
            new Flows(real.redis()), new Rations(real.redis()), new Mailroom(mails.outbox()), mails.registrar());
    private final String email = Ids.random() + "@example.com";

    @ParameterizedTest
    @EnumSource
    void whoeverBringsTheCodeHasReadTheMail(Purpose purpose) {
        var id = codes.mail(flow(purpose));

        var mail = mails.newest();
        assertThat(mail.getEmail()).isEqualTo(email);
        assertThat(codes.redeem(purpose, id, mail.getCode(), Flow::email)).isEqualTo(email);
        refused(Code.OTP_INVALID, () -> codes.redeem(purpose, id, mail.getCode(), Flow::email));
    }

    @Test
    void aSecretCodeGoesOutWithNobodyToReadIt() {
        codes.mail(Flow.passwordReset(MailKind.NO_MAIL, email));

        assertThat(mails.newest().getKind()).isEqualTo(MailKind.NO_MAIL);
        assertThat(mails.newest().getCode()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anotherCodeTakesThePlaceOfTheFirst(Purpose purpose) {
        codes.allow(purpose, email);
        var id = codes.mail(flow(purpose));
        var first = mails.newest().getCode();
        refused(Code.RATE_LIMITED, () -> codes.resend(id));
        halfAMinutePasses();

        codes.resend(id);

        var second = mails.newest();
        assertThat(second.getFlowId()).isEqualTo(id);
        if (!first.equals(second.getCode())) { // once in a million draws it is the same
            refused(Code.OTP_INVALID, () -> codes.redeem(purpose, id, first, Flow::email));
        }
        assertThat(codes.redeem(purpose, id, second.getCode(), Flow::email)).isEqualTo(email);
    }

    @Test
    void fiveCodesAnHourAreAskedForAnewOrAgain() {
        codes.allow(Purpose.SIGN_UP, email);
        var id = codes.mail(flow(Purpose.SIGN_UP));
        for (int i = 2; i <= 5; i++) {
            halfAMinutePasses();
            if (i % 2 == 0) codes.resend(id);
            else wishes();
        }
        halfAMinutePasses();

        refused(Code.RATE_LIMITED, () -> codes.resend(id));
        refused(Code.RATE_LIMITED, () -> codes.allow(Purpose.SIGN_UP, email));
        assertThat(mails.all()).hasSize(5);
    }

    /** Three have used up what the e-mail gets; its owner comes and asks once, and once more. */
    @Test
    void strangersDoNotKeepTheFirstCodeFromItsOwner() {
        for (var stranger : List.of("203.0.113.1", "203.0.113.2", "203.0.113.3")) {
            from(stranger, this::wishes);
            halfAMinutePasses();
            from(stranger, this::wishes);
            halfAMinutePasses();
        }
        assertThat(told()).hasSize(5);

        var owners = from("198.51.100.4", this::wishes);
        var code = mails.newest().getCode();
        assertThat(told()).hasSize(6);
        halfAMinutePasses();
        from("198.51.100.4", () -> {
            codes.resend(owners);
            return owners;
        });
        assertThat(told()).hasSize(6);

        assertThat(codes.redeem(Purpose.SIGN_UP, owners, code, Flow::email)).isEqualTo(email);
    }

    @Test
    void nobodysMailboxIsFilledWithNotices() {
        for (int i = 0; i < 8; i++) {
            from("203.0.113." + i, () -> codes.mail(Flow.signUp(MailKind.ALREADY_REGISTERED, email, "Alice", "hash")));
        }

        assertThat(mails.all())
                .extracting(MailRequested::getKind)
                .filteredOn(MailKind.ALREADY_REGISTERED::equals)
                .hasSize(5);
        assertThat(mails.all()).hasSize(8);
    }

    @Test
    void whatWasMailedToNobodyIsGuessedInVain() {
        var id = Ids.random();
        new Flows(real.redis()).open(id, flow(Purpose.SIGN_UP).untold(), "123456");

        refused(Code.OTP_INVALID, () -> codes.redeem(Purpose.SIGN_UP, id, "123456", Flow::email));
    }

    @Test
    void whoGuessesThroughOneFlowAfterTheOtherIsStoppedAndSeen() {
        for (int flow = 0; flow < 4; flow++) {
            var id = codes.mail(flow(Purpose.PASSWORD_RESET));
            var wrong = otherThan(mails.newest().getCode());
            for (int i = 0; i < 5; i++) guesses(id, wrong);
        }
        var last = codes.mail(flow(Purpose.PASSWORD_RESET));
        var right = mails.newest().getCode();

        refused(Code.OTP_EXHAUSTED, () -> codes.redeem(Purpose.PASSWORD_RESET, last, right, Flow::email));

        var owner = from("198.51.100.4", () -> {
            var owners = codes.mail(flow(Purpose.PASSWORD_RESET));
            return codes.redeem(Purpose.PASSWORD_RESET, owners, mails.newest().getCode(), Flow::email);
        });
        assertThat(owner).isEqualTo(email);
        var wrongCode = Audit.newBuilder()
                .setAction("wrong_code")
                .setDetail("password reset " + email)
                .build();
        assertThat(mails.audited(21)).containsOnly(wrongCode);
    }

    private void guesses(String id, String wrong) {
        assertThatThrownBy(() -> codes.redeem(Purpose.PASSWORD_RESET, id, wrong, Flow::email))
                .isInstanceOf(Refusal.class);
    }

    private static String otherThan(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
    }

    private String wishes() {
        codes.allow(Purpose.SIGN_UP, email);
        return codes.mail(flow(Purpose.SIGN_UP));
    }

    /** The mails with a code in them. */
    private List<MailRequested> told() {
        return mails.all().stream().filter(mail -> !mail.getCode().isEmpty()).toList();
    }

    private static <T> T from(String address, Callable<T> deed) {
        try {
            return CallFrom.address(address, deed);
        } catch (Refusal e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoSignsUpMayForgetThePasswordAtOnce() {
        codes.allow(Purpose.SIGN_UP, email);
        codes.allow(Purpose.PASSWORD_RESET, email);
    }

    @Test
    void whatWaitsForNoCodeGetsNone() {
        refused(Code.NOT_FOUND, () -> codes.resend(Ids.random()));
        refused(Code.NOT_FOUND, () -> codes.resend("*'); DROP TABLE users; --"));
        assertThat(mails.all()).isEmpty();
    }

    @Test
    void aDeedThatCouldNotEvenBeginLeavesTheCodeGood() {
        var id = codes.mail(flow(Purpose.PASSWORD_RESET));
        var code = mails.newest().getCode();
        refused(
                Code.UNAVAILABLE,
                () -> codes.redeem(Purpose.PASSWORD_RESET, id, code, flow -> {
                    throw Refusal.unavailable("The register of users does not answer");
                }));

        assertThat(codes.redeem(Purpose.PASSWORD_RESET, id, code, Flow::email)).isEqualTo(email);
    }

    @Test
    void whatMayHaveHappenedIsNotDoneTwice() {
        var id = codes.mail(flow(Purpose.PASSWORD_RESET));
        var code = mails.newest().getCode();
        refused(
                Code.OUTCOME_UNKNOWN,
                () -> codes.redeem(Purpose.PASSWORD_RESET, id, code, flow -> {
                    throw new Refusal(Code.OUTCOME_UNKNOWN);
                }));

        refused(Code.OTP_INVALID, () -> codes.redeem(Purpose.PASSWORD_RESET, id, code, Flow::email));
    }

    @Test
    void whatIsNoCodeIsNoTry() {
        var id = codes.mail(flow(Purpose.SIGN_UP));
        for (var text : new String[] {"", "12345", "1234567", "12345a", "١٢٣٤٥٦", "' or 1"}) {
            refused(Code.VALIDATION, () -> codes.redeem(Purpose.SIGN_UP, id, text, Flow::email));
        }

        assertThat(codes.redeem(Purpose.SIGN_UP, id, mails.newest().getCode(), Flow::email))
                .isEqualTo(email);
    }

    private Flow flow(Purpose purpose) {
        return switch (purpose) {
            case SIGN_UP -> Flow.signUp(MailKind.SIGN_UP_CODE, email, "Alice", "$2a$10$hash");
            case PASSWORD_RESET -> Flow.passwordReset(MailKind.PASSWORD_RESET_CODE, email);
        };
    }

    /** What counts for so long, and no longer, is forgotten. */
    private static void halfAMinutePasses() {
        List<String> counted = real.redis().ask(redis -> redis.keys("auth:ration:*"));
        for (var key : counted) {
            long left = real.redis().ask(redis -> redis.pttl(key));
            if (left <= 30_000) real.redis().ask(redis -> redis.del(key));
        }
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
