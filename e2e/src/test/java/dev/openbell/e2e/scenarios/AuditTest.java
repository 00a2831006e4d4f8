package dev.openbell.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.Member;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is remembered of who did what, and what is never written down. */
@OnTheRunningVenue
class AuditTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    @Test
    void whatHappensToAnAccountIsRemembered(Venue venue) {
        var alice = Member.joins(venue, "alice");
        alice.mayNotSignInWith("a guess that is long", "UNAUTHENTICATED");
        var phone = alice.signsInFrom("a phone");
        alice.triesToChangeThePasswordAt(phone, "a guess that is long", "a new one for alice");
        alice.changesThePasswordAt(phone, "a new one for alice");
        alice.resetsThePassword(alice.forgetsThePassword(), alice.readsResetCode(), "another one for alice");
        var laptop = alice.signsInFrom("a laptop");
        laptop.signsOut(alice.signsInFrom("a phone"));
        var key = laptop.rest()
                .post("/api/v1/api-keys", Map.of("name", "a bot", "scopes", List.of("read")))
                .expect(201);
        var id = key.get("key_id").asText();
        var guess = laptop.rest().post("/api/v1/auth/token", Map.of("key_id", id, "secret", "a guess"));
        assertThat(guess.status()).isEqualTo(401);

        Eventually.holds(
                SOON,
                () -> assertThat(entries(venue, alice))
                        .contains(
                                "create_user done alice's desk",
                                "sign_in_failed done alice's desk",
                                "start_session done a phone",
                                "change_password_failed done a phone",
                                "set_password change done a phone",
                                "password_forgotten done alice's desk",
                                "set_password reset done alice's desk",
                                "start_session done a laptop",
                                "revoke_sessions revoked done a laptop",
                                "create_api_key done a laptop",
                                "token_refused done a laptop"));
    }

    @Test
    void aFailureOfNobodyIsRememberedToo(Venue venue) {
        var stranger = Member.stranger(venue, "mallory");
        stranger.mayNotSignInWith("a guess that is long", "UNAUTHENTICATED");

        Eventually.holds(
                SOON, () -> assertThat(entries(venue, stranger)).containsExactly("sign_in_failed done mallory's desk"));
    }

    /** Neither the logs nor the audit trail tell what only one person may know. */
    @Test
    void secretsAreWrittenNowhere(Venue venue) throws SQLException, IOException {
        var bob = Member.joins(venue, "bob");
        var secrets = new ArrayList<String>();
        secrets.add(bob.password());
        bob.mayNotSignInWith("the guess of a burglar", "UNAUTHENTICATED");
        var flow = bob.forgetsThePassword();
        var code = bob.readsResetCode();
        bob.resetsThePassword(flow, code, "a new one for bob");
        var laptop = bob.signsInFrom("a laptop");
        secrets.addAll(List.of("the guess of a burglar", bob.password(), laptop.token(), laptop.cookie()));

        assertThat(texts(venue, "SELECT a::text FROM audit a"))
                .noneMatch(row -> secrets.stream().anyMatch(row::contains));
        for (var service : Service.values()) {
            assertThat(Files.readString(venue.log(service.title())))
                    .as("the log of " + service.title())
                    .doesNotContain(secrets)
                    .doesNotContain("\"" + code + "\"", " " + code + " ");
        }
    }

    /** What was done by or to somebody, how it ended, and in which browser; always with its time and address. */
    private static List<String> entries(Venue venue, Member member) {
        try {
            return texts(venue, """
                    SELECT action || CASE WHEN action IN ('set_password', 'revoke_sessions') THEN ' ' || detail ELSE '' END
                        || ' ' || outcome || ' ' || user_agent
                    FROM audit LEFT JOIN users USING (user_id)
                    WHERE (email = '%1$s' OR detail = '%1$s') AND address = '127.0.0.1' AND asked_at <= recorded_at
                    ORDER BY entry""".formatted(member.email()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(Venue venue, String query) throws SQLException {
        var texts = new ArrayList<String>();
        try (var database = DriverManager.getConnection(venue.addresses().database());
                var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) texts.add(rows.getString(1));
        }
        return texts;
    }
}
