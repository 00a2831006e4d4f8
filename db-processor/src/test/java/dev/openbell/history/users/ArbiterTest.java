package dev.openbell.history.users;

import static dev.openbell.events.v1.UserOutcome.DONE;
import static dev.openbell.events.v1.UserOutcome.EMAIL_TAKEN;
import static dev.openbell.events.v1.UserOutcome.FAMILY_DEAD;
import static dev.openbell.events.v1.UserOutcome.ID_TAKEN;
import static dev.openbell.events.v1.UserOutcome.NOT_FOUND;
import static dev.openbell.events.v1.UserOutcome.PASSWORD_REPLACED;
import static dev.openbell.events.v1.UserOutcome.REFRESH_REPLAYED;
import static dev.openbell.events.v1.UserOutcome.TOO_MANY;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.openbell.events.v1.Audit;
import dev.openbell.events.v1.CreateApiKey;
import dev.openbell.events.v1.CreateUser;
import dev.openbell.events.v1.RevokeApiKey;
import dev.openbell.events.v1.RevokeSessions;
import dev.openbell.events.v1.RotateRefresh;
import dev.openbell.events.v1.SetPassword;
import dev.openbell.events.v1.SetSuspended;
import dev.openbell.events.v1.StartSession;
import dev.openbell.events.v1.UseApiKey;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.events.v1.UserEvent;
import dev.openbell.events.v1.UserOutcome;
import dev.openbell.history.archive.Page;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import dev.openbell.history.database.Sql;
import dev.openbell.users.v1.ApiKeyRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArbiterTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final long SECOND = 1_000_000;
    private static final long GRACE = 10 * SECOND;

    private final Database database = RealPostgres.open();
    private Instant now = NOON;
    private final Arbiter arbiter = new Arbiter(() -> now);
    private int requests;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNewUserIsSignedIn() throws SQLException {
        assertThat(signUp("alice").getOutcome()).isEqualTo(DONE);

        assertThat(ask("email || ' ' || password_hash FROM users WHERE user_id = 'alice'"))
                .isEqualTo("alice@example.org bcrypt");
        assertThat(rotate("alice-1", "first", "second")).isEqualTo(DONE);
    }

    @Test
    void anEmailAndAnIdAreTakenOnce() throws SQLException {
        signUp("alice");

        var sameEmail = user("bob").setEmail("alice@example.org");
        assertThat(decide(command().setCreateUser(sameEmail)).getOutcome()).isEqualTo(EMAIL_TAKEN);
        var sameId = user("alice").setEmail("other@example.org");
        assertThat(decide(command().setCreateUser(sameId)).getOutcome()).isEqualTo(ID_TAKEN);
        var sameFamily = user("carol");
        sameFamily.getSessionBuilder().setFamilyId("alice-1");
        assertThat(decide(command().setCreateUser(sameFamily)).getOutcome()).isEqualTo(ID_TAKEN);
        assertThat(ask("count(*) FROM users")).isEqualTo("1");
    }

    @Test
    void aRequestThatComesAgainIsAnsweredTheSameAndDoesNothing() throws SQLException {
        var command = command().setCreateUser(user("alice"));
        var first = decide(command);
        now = now.plusSeconds(60);

        assertThat(decide(command)).isEqualTo(first);
        assertThat(ask("count(*) FROM audit")).isEqualTo("1");
    }

    @Test
    void outcomesAreForgottenOnceKafkaHasForgottenTheCommands() throws SQLException {
        signUp("alice");
        now = now.plus(Arbiter.REMEMBERED).plusSeconds(1);
        signUp("bob");

        assertThat(ask("count(*) FROM user_command_outcomes")).isEqualTo("1");
    }

    @Test
    void aRefreshTokenIsGoodOnce() throws SQLException {
        signUp("alice");
        assertThat(rotate("alice-1", "first", "second")).isEqualTo(DONE);
        assertThat(rotate("alice-1", "second", "third")).isEqualTo(DONE);

        now = now.plusSeconds(1);
        var replay = decide(rotation("alice-1", "first", "stolen"));

        assertThat(replay.getOutcome()).isEqualTo(REFRESH_REPLAYED);
        assertThat(revoked(replay)).containsExactly("session alice-1");
        assertThat(rotate("alice-1", "third", "fourth")).isEqualTo(FAMILY_DEAD);
        assertThat(ask("action || ' ' || user_id || ' ' || address || ' ' || user_agent FROM audit"
                        + " WHERE outcome = 'refresh_replayed'"))
                .isEqualTo("rotate_refresh alice 192.0.2.7 a browser");
    }

    @Test
    void twoTabsMayRefreshAtOnceAndEitherAnswerGoesOn() throws SQLException {
        for (var kept : new String[] {"left", "right"}) {
            var user = "keeps-" + kept;
            signUp(user);
            assertThat(rotate(user + "-1", "first", "left")).isEqualTo(DONE);
            assertThat(rotate(user + "-1", "first", "right")).isEqualTo(DONE);

            now = now.plus(Duration.ofMinutes(15));
            assertThat(rotate(user + "-1", kept, "next")).isEqualTo(DONE);
            now = now.plus(Duration.ofMinutes(15));
            assertThat(rotate(user + "-1", "next", "last")).isEqualTo(DONE);
        }
        assertThat(ask("count(*) FROM refresh_families WHERE revoked_at IS NULL"))
                .isEqualTo("2");
    }

    @Test
    void theTwinThatWasNotKeptIsOverOnceTheOtherIsUsed() throws SQLException {
        signUp("alice");
        rotate("alice-1", "first", "left");
        rotate("alice-1", "first", "right");
        now = now.plus(Duration.ofMinutes(15));
        rotate("alice-1", "left", "next");
        now = now.plus(Duration.ofMinutes(15));

        assertThat(rotate("alice-1", "right", "stolen")).isEqualTo(REFRESH_REPLAYED);
    }

    @Test
    void theGraceIsCountedFromTheFirstUseAndDoesNotGrow() throws SQLException {
        signUp("alice");
        rotate("alice-1", "first", "second");
        now = now.plusSeconds(9);
        assertThat(rotate("alice-1", "first", "twin")).isEqualTo(DONE);
        now = now.plusSeconds(2);
        assertThat(rotate("alice-1", "first", "late")).isEqualTo(REFRESH_REPLAYED);
    }

    /** The register was away for a minute; the answer that came then was lost on its way. */
    @Test
    void whoNeverHeardTheAnswerAndAsksAgainIsNoThief() throws SQLException {
        signUp("alice");
        var refresh = rotation("alice-1", "first", "lost");
        now = now.plusSeconds(60);
        assertThat(decide(refresh).getOutcome()).isEqualTo(DONE);

        now = now.plusSeconds(5);
        assertThat(rotate("alice-1", "first", "second")).isEqualTo(DONE);
    }

    @Test
    void aFamilyEndsWithItsTime() throws SQLException {
        signUp("alice");
        now = now.plus(Duration.ofDays(8));
        assertThat(rotate("alice-1", "first", "second")).isEqualTo(FAMILY_DEAD);
        assertThat(rotate("nobody-1", "first", "second")).isEqualTo(NOT_FOUND);
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() throws SQLException {
        signUp("alice");
        startSession("alice", "alice-2");
        startSession("alice", "alice-3");

        var set = SetPassword.newBuilder()
                .setUserId("alice")
                .setPasswordHash("new")
                .setExceptFamilyId("alice-2");
        assertThat(revoked(decide(command().setSetPassword(set))))
                .containsExactlyInAnyOrder("session alice-1", "session alice-3");
        assertThat(ask("password_hash FROM users")).isEqualTo("new");
    }

    @Test
    void aPasswordThatWasResetEndsEverySession() throws SQLException {
        signUp("alice");
        startSession("alice", "alice-2");

        var set = SetPassword.newBuilder().setUserId("alice").setPasswordHash("new");
        assertThat(revoked(decide(command().setSetPassword(set))))
                .containsExactlyInAnyOrder("session alice-1", "session alice-2");
    }

    /** Whoever had stolen the old one may have made keys with it. Who knows the old one knows the keys, too, and they stay. */
    @Test
    void aPasswordThatWasResetEndsEveryKeyAndOneThatWasChangedEndsNone() throws SQLException {
        signUp("alice");
        newKey("alice", "bot");
        newKey("alice", "revoked before");
        decide(command()
                .setRevokeApiKey(RevokeApiKey.newBuilder().setUserId("alice").setKeyId("revoked before")));
        signUp("bob");
        newKey("bob", "another bot");

        var set = SetPassword.newBuilder().setUserId("alice").setPasswordHash("new");
        var changed = decide(
                command().setSetPassword(set.clone().setComparedPassword(1).setExceptFamilyId("alice-1")));
        assertThat(revoked(changed)).isEmpty();
        assertThat(revoked(decide(command().setSetPassword(set)))).containsExactly("session alice-1", "key bot");
        assertThat(ask("string_agg(key_id, ' ') FROM api_keys WHERE revoked_at IS NULL"))
                .isEqualTo("another bot");
    }

    /** Two people who know the old password: whoever is decided first has kept the other out. */
    @Test
    void whoComparedWithAPasswordThatIsReplacedByNowIsTooLate() throws SQLException {
        signUp("alice");
        var reset = SetPassword.newBuilder().setUserId("alice").setPasswordHash("alice's new one");
        decide(command().setSetPassword(reset));

        var change = SetPassword.newBuilder()
                .setUserId("alice")
                .setPasswordHash("mallory's")
                .setComparedPassword(1)
                .setExceptFamilyId("alice-1");
        assertThat(decide(command().setSetPassword(change)).getOutcome()).isEqualTo(PASSWORD_REPLACED);
        var signIn = session("alice", "alice-2").setComparedPassword(1);
        assertThat(decide(command().setStartSession(signIn)).getOutcome()).isEqualTo(PASSWORD_REPLACED);

        assertThat(ask("password_hash FROM users")).isEqualTo("alice's new one");
        assertThat(ask("count(*) FROM refresh_families WHERE revoked_at IS NULL"))
                .isEqualTo("0");
        assertThat(decide(command().setStartSession(signIn.setComparedPassword(2)))
                        .getOutcome())
                .isEqualTo(DONE);
    }

    @Test
    void theAuditTrailSaysHowAPasswordBecameAnother() throws SQLException {
        signUp("alice");
        var set = SetPassword.newBuilder().setUserId("alice").setPasswordHash("second");
        decide(command().setSetPassword(set));
        decide(command()
                .setSetPassword(
                        set.setComparedPassword(2).setPasswordHash("third").setExceptFamilyId("alice-1")));

        assertThat(ask("string_agg(detail || ' ' || address || ' ' || user_agent, ', ' ORDER BY entry) FROM audit"
                        + " WHERE action = 'set_password' AND outcome = 'done' AND user_id = 'alice'"
                        + " AND asked_at = '" + NOON + "'"))
                .isEqualTo("reset 192.0.2.7 a browser, change 192.0.2.7 a browser");
    }

    @Test
    void aSignInFromAnotherAddressOrAnotherBrowserIsFromANewPlace() throws SQLException {
        signUp("alice");
        signUp("bob");
        var laptop = command();
        var phone = command().setUserAgent("a phone");
        var cafe = command().setAddress("203.0.113.9");

        assertThat(isNewPlace(laptop, "alice-2")).isFalse();
        assertThat(isNewPlace(phone, "alice-3")).isTrue();
        assertThat(isNewPlace(cafe, "alice-4")).isTrue();
        assertThat(isNewPlace(phone, "alice-5")).isFalse();

        var bob = decide(cafe.setRequestId("bob's").setStartSession(session("bob", "bob-2")));
        assertThat(bob.getFromNewPlace()).isTrue();
    }

    @Test
    void aPlaceWhereOneSignedOutIsNoNewOne() throws SQLException {
        signUp("alice");
        decide(command().setRevokeSessions(RevokeSessions.newBuilder().setUserId("alice")));

        assertThat(isNewPlace(command(), "alice-2")).isFalse();
    }

    @Test
    void theSessionOfASignUpIsFromNoNewPlace() throws SQLException {
        assertThat(signUp("alice").getFromNewPlace()).isFalse();
    }

    @Test
    void nobodyEndsTheSessionsOfAnother() throws SQLException {
        signUp("alice");
        signUp("mallory");

        var theirs = RevokeSessions.newBuilder().setUserId("mallory").setFamilyId("alice-1");
        assertThat(decide(command().setRevokeSessions(theirs)).getOutcome()).isEqualTo(NOT_FOUND);
        var ours = RevokeSessions.newBuilder()
                .setUserId("alice")
                .setFamilyId("alice-1")
                .setReason("sign_out");
        assertThat(revoked(decide(command().setRevokeSessions(ours)))).containsExactly("session alice-1");
        assertThat(decide(command().setRevokeSessions(ours)).getOutcome()).isEqualTo(DONE);
    }

    @Test
    void whoHoldsTheRefreshTokenMayEndItsSession() throws SQLException {
        for (var kept : new String[] {"first", "left", "right"}) {
            var user = "keeps-" + kept;
            signUp(user);
            rotate(user + "-1", "first", "left");
            rotate(user + "-1", "first", "right");

            var guess = decide(signOut(user + "-1", "a guess"));
            assertThat(guess.getOutcome()).isEqualTo(NOT_FOUND);
            var out = decide(signOut(user + "-1", kept));
            assertThat(out.getUserId()).isEqualTo(user);
            assertThat(revoked(out)).containsExactly("session " + user + "-1");
            assertThat(decide(signOut(user + "-1", kept)).getOutcome()).isEqualTo(DONE);
        }
        assertThat(decide(signOut("nobody-1", "first")).getOutcome()).isEqualTo(NOT_FOUND);
    }

    @Test
    void whatEndedLongAgoIsForgotten() throws SQLException {
        signUp("alice");
        now = now.plus(Arbiter.PLACES_REMEMBERED).plus(Duration.ofDays(7));
        startSession("alice", "alice-2");
        assertThat(ask("count(*) FROM refresh_families")).isEqualTo("2");

        now = now.plusSeconds(1);
        assertThat(isNewPlace(command(), "alice-3")).isFalse();
        assertThat(ask("string_agg(family_id, ' ' ORDER BY family_id) FROM refresh_families"))
                .isEqualTo("alice-2 alice-3");
    }

    @Test
    void nobodyHasMoreThanFiftyKeysThatLive() throws SQLException {
        signUp("alice");
        signUp("bob");
        for (int i = 0; i < 50; i++) assertThat(newKey("alice", "key " + i)).isEqualTo(DONE);

        assertThat(newKey("alice", "one more")).isEqualTo(TOO_MANY);
        assertThat(newKey("bob", "his first")).isEqualTo(DONE);
        decide(command()
                .setRevokeApiKey(RevokeApiKey.newBuilder().setUserId("alice").setKeyId("key 7")));
        assertThat(newKey("alice", "one more")).isEqualTo(DONE);
    }

    @Test
    void listsGoOnWhereTheyStopped() throws SQLException {
        signUp("alice");
        for (int i = 1; i <= 3; i++) {
            newKey("alice", "key " + i);
            now = now.plusSeconds(1);
        }
        newKey("alice", "revoked");
        decide(command()
                .setRevokeApiKey(RevokeApiKey.newBuilder().setUserId("alice").setKeyId("revoked")));

        var first = database.read(connection -> ApiKeys.list(connection, "alice", Page.of(2, "")));
        assertThat(first.getApiKeysList()).extracting(ApiKeyRecord::getKeyId).containsExactly("key 3", "key 2");
        var rest = database.read(connection -> ApiKeys.list(connection, "alice", Page.of(2, first.getNextCursor())));
        assertThat(rest.getApiKeysList()).extracting(ApiKeyRecord::getKeyId).containsExactly("key 1");
        assertThat(rest.getNextCursor()).isEmpty();
    }

    @Test
    void whenABotCameLastIsKnown() throws SQLException {
        signUp("alice");
        newKey("alice", "bot");
        now = now.plusSeconds(90);
        var used = UseApiKey.newBuilder().setUserId("alice").setKeyId("bot");
        assertThat(decide(command().setUseApiKey(used)).getOutcome()).isEqualTo(DONE);

        var keys = database.read(connection -> ApiKeys.list(connection, "alice", Page.of(0, "")));
        assertThat(keys.getApiKeys(0).getLastUsedAtMicros()).isEqualTo(micros(now));
        assertThat(decide(command().setUseApiKey(used.setUserId("mallory"))).getOutcome())
                .isEqualTo(NOT_FOUND);
    }

    @Test
    void aSessionIsFoundWithItsUser() throws SQLException {
        signUp("alice");
        now = now.plusSeconds(9);
        startSession("alice", "alice-2");

        var found = database.read(connection -> requireNonNull(RefreshFamilies.find(connection, "alice-2")));

        assertThat(found.getCreatedAtMicros()).isEqualTo(micros(now));
        assertThat(found.getUser())
                .isEqualTo(database.read(connection -> requireNonNull(Users.find(connection, "alice"))));
    }

    @Test
    void whoIsSuspendedIsSignedOutAndStaysOut() throws SQLException {
        signUp("alice");
        var suspend = SetSuspended.newBuilder().setUserId("alice").setSuspended(true);

        var suspended = decide(command().setSetSuspended(suspend));
        assertThat(revoked(suspended)).containsExactly("session alice-1", "user alice");
        assertThat(suspended.getRevoked(1).getRevokedAtMicros()).isEqualTo(Long.MAX_VALUE);
        assertThat(startSession("alice", "alice-2")).isEqualTo(FAMILY_DEAD);

        now = now.plusSeconds(60);
        var resumed = decide(command().setSetSuspended(suspend.setSuspended(false)));
        assertThat(revoked(resumed)).containsExactly("user alice");
        assertThat(resumed.getRevoked(0).getRevokedAtMicros()).isEqualTo(micros(now));
        assertThat(startSession("alice", "alice-2")).isEqualTo(DONE);
    }

    @Test
    void theAuditTrailSaysWhichOperatorItWas() throws SQLException {
        signUp("alice");
        var suspend = SetSuspended.newBuilder().setUserId("alice").setSuspended(true);
        decide(command().setActingUserId("olga").setSetSuspended(suspend));

        assertThat(ask(
                        "string_agg(action || ' ' || user_id || ' by ' || COALESCE(asked_by, 'nobody'), ', ' ORDER BY entry)"
                                + " FROM audit"))
                .isEqualTo("create_user alice by nobody, suspend_user alice by olga");
    }

    @Test
    void aKeyBelongsToItsUser() throws SQLException {
        signUp("alice");
        signUp("mallory");
        var key = CreateApiKey.newBuilder()
                .setKeyId("key")
                .setUserId("alice")
                .setName("my \0 bot")
                .addScopes("read")
                .setSecretHash(bytes("secret"));
        assertThat(decide(command().setCreateApiKey(key)).getOutcome()).isEqualTo(DONE);
        assertThat(decide(command().setCreateApiKey(key)).getOutcome()).isEqualTo(ID_TAKEN);

        var revoke = RevokeApiKey.newBuilder().setKeyId("key").setUserId("mallory");
        assertThat(decide(command().setRevokeApiKey(revoke)).getOutcome()).isEqualTo(NOT_FOUND);
        var revoked = decide(command().setRevokeApiKey(revoke.setUserId("alice")));
        assertThat(revoked.getOutcome()).isEqualTo(DONE);
        assertThat(revoked(revoked)).containsExactly("key key");
        assertThat(ask("revoked_at IS NOT NULL FROM api_keys")).isEqualTo("true");
    }

    @Test
    void theAuditTrailCannotBeChanged() throws SQLException {
        var failed = Audit.newBuilder().setUserId("alice").setAction("sign_in_failed");
        decide(command().setAudit(failed));

        for (var change : new String[] {"DELETE FROM audit", "UPDATE audit SET detail = ''", "TRUNCATE audit"}) {
            assertThatThrownBy(() -> run(change)).hasMessageContaining("append-only");
        }
        assertThat(ask("action || ' ' || asked_at FROM audit")).startsWith("sign_in_failed 2026-06-01 12:00:00");
    }

    private static List<String> revoked(UserEvent answer) {
        return answer.getRevokedList().stream()
                .map(revocation -> switch (revocation.getRevokedCase()) {
                    case SESSION_ID -> "session " + revocation.getSessionId();
                    case KEY_ID -> "key " + revocation.getKeyId();
                    case USER_ID -> "user " + revocation.getUserId();
                    case REVOKED_NOT_SET -> "nothing";
                })
                .toList();
    }

    private UserEvent signUp(String name) throws SQLException {
        return decide(command().setCreateUser(user(name)));
    }

    private CreateUser.Builder user(String name) {
        return CreateUser.newBuilder()
                .setUserId(name)
                .setEmail(name + "@example.org")
                .setName(name)
                .setPasswordHash("bcrypt")
                .setSession(session(name, name + "-1"));
    }

    private UserOutcome startSession(String user, String family) throws SQLException {
        return decide(command().setStartSession(session(user, family))).getOutcome();
    }

    private UserOutcome newKey(String user, String key) throws SQLException {
        var create = CreateApiKey.newBuilder().setUserId(user).setKeyId(key).setName("bot");
        return decide(command().setCreateApiKey(create)).getOutcome();
    }

    private UserCommand.Builder signOut(String family, String shown) {
        return command()
                .setRevokeSessions(
                        RevokeSessions.newBuilder().setFamilyId(family).setPresentedHash(bytes(shown)));
    }

    private boolean isNewPlace(UserCommand.Builder from, String family) throws SQLException {
        var signIn = from.setRequestId("request-" + ++requests).setStartSession(session("alice", family));
        return decide(signIn).getFromNewPlace();
    }

    private StartSession.Builder session(String user, String family) {
        return StartSession.newBuilder()
                .setUserId(user)
                .setFamilyId(family)
                .setTokenHash(bytes("first"))
                .setExpiresAtMicros(micros(now.plus(Duration.ofDays(7))));
    }

    private UserOutcome rotate(String family, String shown, String next) throws SQLException {
        return decide(rotation(family, shown, next)).getOutcome();
    }

    private UserCommand.Builder rotation(String family, String shown, String next) {
        return command()
                .setRotateRefresh(RotateRefresh.newBuilder()
                        .setFamilyId(family)
                        .setPresentedHash(bytes(shown))
                        .setNextHash(bytes(next))
                        .setGraceMicros(GRACE));
    }

    private UserCommand.Builder command() {
        return UserCommand.newBuilder()
                .setRequestId("request-" + ++requests)
                .setRequestedAtMicros(micros(now))
                .setAddress("192.0.2.7")
                .setUserAgent("a browser");
    }

    private UserEvent decide(UserCommand.Builder command) throws SQLException {
        return database.transaction(connection -> arbiter.decide(connection, command.build()));
    }

    private void run(String statement) throws SQLException {
        database.transaction(connection -> {
            try (var sql = Sql.of(connection, statement)) {
                return sql.run();
            }
        });
    }

    private String ask(String query) {
        return RealPostgres.ask(database, "SELECT " + query);
    }

    private static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * SECOND + time.getNano() / 1_000;
    }
}
