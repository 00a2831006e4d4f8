package dev.openbell.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.Member;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A password is forgotten, and another is chosen with a mailed code. */
@OnTheRunningVenue
class ForgottenPasswordTest {
    private static final Duration UNTIL_THE_NEXT_CODE = Duration.ofMinutes(2);

    @Test
    void aMailedCodeSetsAnotherPasswordAndSignsOutEverywhere(Venue venue) {
        var alice = Member.joins(venue, "alice");
        var phone = alice.signsInFrom("a phone");
        var forgotten = alice.password();

        var flow = alice.forgetsThePassword();
        alice.resetsThePassword(flow, alice.readsResetCode(), "a new one for alice");

        alice.desk().isSignedOut();
        phone.isSignedOut();
        alice.mayNotSignInWith(forgotten, "UNAUTHENTICATED");
        alice.signsInFrom("a phone").isSignedIn();
        assertThat(alice.mails().read("Your Openbell password was reset")).contains("every API key revoked");
    }

    @Test
    void aCodeIsGoodOnceAndNotSpentOnAPasswordThatMayNotBe(Venue venue) {
        var bob = Member.joins(venue, "bob");
        var flow = bob.forgetsThePassword();
        var code = bob.readsResetCode();

        bob.mayNotResetThePassword(flow, code, "short", "VALIDATION");
        bob.mayNotResetThePassword(flow, code, "Password123", "VALIDATION");
        bob.resetsThePassword(flow, code, "a new one for bob");

        bob.mayNotResetThePassword(flow, code, "one more for bob", "OTP_INVALID");
        bob.signsInFrom("a laptop");
    }

    @Test
    void aCodeForTheOneIsNoneForTheOther(Venue venue) {
        var carol = Member.joins(venue, "carol");
        var reset = carol.forgetsThePassword();
        var code = carol.readsResetCode();
        carol.mayNotVerify(reset, code, "OTP_INVALID");
        carol.resetsThePassword(reset, code, "a new one for carol");

        var dave = Member.stranger(venue, "dave");
        var signUp = dave.signsUp();
        var welcome = dave.readsSignUpCode();
        dave.mayNotResetThePassword(signUp, welcome, "a new one for dave", "OTP_INVALID");
        dave.verifies(signUp, welcome);
    }

    @Test
    void theFifthWrongCodeIsTheLast(Venue venue) {
        var erin = Member.joins(venue, "erin");
        var flow = erin.forgetsThePassword();
        var code = erin.readsResetCode();
        var wrong = code.equals("123456") ? "654321" : "123456";

        for (int i = 0; i < 4; i++) erin.mayNotResetThePassword(flow, wrong, "a guess that is long", "OTP_INVALID");
        erin.mayNotResetThePassword(flow, wrong, "a guess that is long", "OTP_EXHAUSTED");

        erin.mayNotResetThePassword(flow, code, "a new one for erin", "OTP_EXHAUSTED");
        erin.signsInFrom("a laptop").isSignedIn();
    }

    /** Nobody learns who has an account; and nobody who has none gets a mail. */
    @Test
    void anEmailWithoutAnAccountIsAnsweredTheSame(Venue venue) {
        var frank = Member.stranger(venue, "frank");

        var flow = frank.forgetsThePassword();

        frank.forgetsItAgainTooSoon();
        frank.mayNotResetThePassword(flow, "123456", "a new one for frank", "OTP_INVALID");
        var member = Member.joins(venue, "grace");
        member.forgetsThePassword();
        member.forgetsItAgainTooSoon();
        member.readsResetCode();
        assertThat(frank.mails().unreadSubjects()).isEmpty();
    }

    @Test
    void anotherCodeTakesThePlaceOfTheFirst(Venue venue) {
        var heidi = Member.joins(venue, "heidi");
        var flow = heidi.forgetsThePassword();
        var first = heidi.readsResetCode();
        assertThat(heidi.asksForAnotherCode(flow).code()).isEqualTo("RATE_LIMITED");

        Eventually.holds(
                UNTIL_THE_NEXT_CODE, () -> heidi.asksForAnotherCode(flow).expect(202));

        var second = heidi.readsResetCode();
        if (!first.equals(second)) heidi.mayNotResetThePassword(flow, first, "a new one for heidi", "OTP_INVALID");
        heidi.resetsThePassword(flow, second, "a new one for heidi");
        heidi.signsInFrom("a laptop");
    }

    @Test
    void whoSignsUpAgainIsAnsweredTheSameAndTold(Venue venue) {
        var ivan = Member.joins(venue, "ivan");

        Eventually.holds(UNTIL_THE_NEXT_CODE, ivan::signsUp);

        assertThat(ivan.mails().read("You already have an Openbell account")).contains("just sign in");
        ivan.desk().isSignedIn();
    }
}
