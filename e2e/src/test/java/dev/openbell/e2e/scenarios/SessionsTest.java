package dev.openbell.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.e2e.dsl.Member;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where one is signed in, and how that ends. */
@OnTheRunningVenue
class SessionsTest {
    @Test
    void oneSeesWhereOneIsSignedInAndMayEndIt(Venue venue) {
        var alice = Member.joins(venue, "alice");
        var laptop = alice.signsInFrom("a laptop");
        var phone = alice.signsInFrom("a phone");
        assertThat(laptop.sessions()).containsExactly("a phone", "a laptop *", "alice's desk");

        laptop.signsOut(phone);

        phone.isSignedOut();
        laptop.isSignedIn();
        assertThat(laptop.sessions()).containsExactly("a laptop *", "alice's desk");
    }

    /** A thief who comes late betrays himself, and whoever was robbed signs in again. */
    @Test
    void aCookieThatWasUsedBeforeEndsItsSession(Venue venue) {
        var alice = Member.joins(venue, "alice");
        var laptop = alice.signsInFrom("a laptop");
        var thief = laptop.cookieGoesTo("a thief");
        laptop.isSignedIn();
        laptop.isSignedIn();

        thief.isSignedOut();

        laptop.isSignedOut();
        alice.desk().isSignedIn();
    }

    @Test
    void twoTabsMayGoOnWithOneCookie(Venue venue) {
        var laptop = Member.joins(venue, "alice").signsInFrom("a laptop");
        var otherTab = laptop.cookieGoesTo("a laptop");

        laptop.isSignedIn();
        otherTab.isSignedIn();

        assertThat(otherTab.sessions()).containsExactly("a laptop *", "alice's desk");
    }

    @Test
    void nobodySignsOutSomebodyElse(Venue venue) {
        var bob = Member.joins(venue, "bob");
        var mallory = Member.joins(venue, "mallory");

        mallory.desk().mayNotSignOut(bob.desk());
        for (var id : List.of("0000000000000", "none", "%27%20OR%201%3D1%20--")) {
            assertThat(mallory.desk()
                            .rest()
                            .delete("/api/v1/auth/sessions/" + id)
                            .status())
                    .isEqualTo(404);
        }

        bob.desk().isSignedIn();
        assertThat(mallory.desk().sessions()).containsExactly("mallory's desk *");
    }

    @Test
    void aChangedPasswordLeavesOnlyTheBrowserWhereItWasChanged(Venue venue) {
        var carol = Member.joins(venue, "carol");
        var laptop = carol.signsInFrom("a laptop");
        var before = carol.password();

        carol.changesThePasswordAt(laptop, "a new one for carol");

        laptop.isSignedIn();
        carol.desk().isSignedOut();
        carol.mayNotSignInWith(before, "UNAUTHENTICATED");
        carol.signsInFrom("a phone");
        assertThat(carol.mails().read("Your Openbell password was changed"))
                .contains("every other session was signed out");
    }

    @Test
    void whoDoesNotKnowThePasswordCannotChangeIt(Venue venue) {
        var dave = Member.joins(venue, "dave");

        var guessed = dave.triesToChangeThePasswordAt(dave.desk(), "a guess that is long", "a new one for dave");
        var common = dave.triesToChangeThePasswordAt(dave.desk(), dave.password(), "Iloveyou");
        var bot = dave.triesToChangeThePasswordAt(dave.bot(), dave.password(), "a new one for dave");

        assertThat(guessed.status()).isEqualTo(401);
        assertThat(common.status()).isEqualTo(400);
        assertThat(common.body().get("errors").get(0).get("field").asText()).isEqualTo("new_password");
        assertThat(bot.status()).isEqualTo(403);
        dave.signsInFrom("a laptop");
    }

    @Test
    void aSignInFromWhereOneHasNotBeenIsMailed(Venue venue) {
        var erin = Member.joins(venue, "erin");
        erin.signsInFrom("erin's desk");
        erin.signsInFrom("a phone");
        erin.signsInFrom("a phone");

        assertThat(erin.mails().read("New sign-in to your Openbell account")).contains("127.0.0.1 with a phone.");
        erin.changesThePasswordAt(erin.desk(), "a new one for erin");
        erin.mails().read("Your Openbell password was changed");
        assertThat(erin.mails().unreadSubjects()).isEmpty();
    }

    @Test
    void whoGuessesMustWaitAndNobodyElse(Venue venue) {
        var frank = Member.joins(venue, "frank");
        var grace = Member.joins(venue, "grace");
        var stranger = Member.stranger(venue, "heidi");

        for (int i = 0; i < 10; i++) {
            frank.mayNotSignInWith("a guess that is long", "UNAUTHENTICATED");
            stranger.mayNotSignInWith("a guess that is long", "UNAUTHENTICATED");
        }

        frank.mayNotSignInWith(frank.password(), "RATE_LIMITED");
        stranger.mayNotSignInWith("a guess that is long", "RATE_LIMITED");
        var refused = frank.desk()
                .rest()
                .post("/api/v1/auth/signin", Map.of("email", frank.email(), "password", frank.password()));
        assertThat(refused.response().headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 900L);
        grace.signsInFrom("a laptop");

        frank.resetsThePassword(frank.forgetsThePassword(), frank.readsResetCode(), "a new one for frank");
        frank.signsInFrom("a laptop");
    }
}
