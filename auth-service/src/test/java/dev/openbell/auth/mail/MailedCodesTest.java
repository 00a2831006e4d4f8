package dev.openbell.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.auth.redis.RealRedis;
import dev.openbell.auth.registry.SentMail;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.MailKind;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailedCodesTest {
    @RegisterExtension
    static final RealRedis real = new RealRedis();

    private final SentMail mails = new SentMail();
    private final MailedCodes codes =
            new MailedCodes(new Flows(real.redis()), new Allowances(real.redis()), new Mailroom(mails.outbox()));
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
    void fiveCodesAnHourAreAskedForAndFiveMoreAskedForAgain() {
        var id = "";
        for (int i = 0; i < 5; i++) {
            codes.allow(Purpose.SIGN_UP, email);
            id = codes.mail(flow(Purpose.SIGN_UP));
            halfAMinutePasses();
        }
        refused(Code.RATE_LIMITED, () -> codes.allow(Purpose.SIGN_UP, email));

        for (int i = 0; i < 5; i++) {
            codes.resend(id);
            halfAMinutePasses();
        }
        var last = id;
        refused(Code.RATE_LIMITED, () -> codes.resend(last));
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
        List<String> counted = real.redis().ask(redis -> redis.keys("auth:allowance:*"));
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
