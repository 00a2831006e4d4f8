package dev.openbell.auth.session;

import dev.openbell.auth.mail.Mailroom;
import dev.openbell.auth.password.PasswordTries;
import dev.openbell.auth.password.Passwords;
import dev.openbell.auth.registry.Directory;
import dev.openbell.auth.registry.Registrar;
import dev.openbell.auth.token.TokenIssuer;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.time.Micros;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.Revocations;
import dev.openbell.events.v1.Audit;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.RevokeSessions;
import dev.openbell.events.v1.RotateRefresh;
import dev.openbell.events.v1.StartSession;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.users.v1.ListRefreshFamiliesResponse;
import dev.openbell.users.v1.UserRecord;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sessions. Each sign-in begins a refresh family; each refresh trades its token for the next; a token that was traded
 * before gives its thief or its victim away, and the family ends. The family's row decides, so it is decided once,
 * whichever instance is asked.
 */
@Singleton
public final class Sessions {
    /** Two tabs may hold the same cookie and refresh at once: so long the token before still counts. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Directory directory;
    private final Registrar registrar;
    private final Passwords passwords;
    private final PasswordTries tries;
    private final Mailroom mailroom;
    private final TokenIssuer tokens;
    private final Duration familyLives;

    Sessions(
            Directory directory,
            Registrar registrar,
            Passwords passwords,
            PasswordTries tries,
            Mailroom mailroom,
            TokenIssuer tokens,
            @Value("${openbell.refresh-token-ttl:7d}") Duration familyLives) {
        this.directory = directory;
        this.registrar = registrar;
        this.passwords = passwords;
        this.tries = tries;
        this.mailroom = mailroom;
        this.tokens = tokens;
        this.familyLives = familyLives;
    }

    /**
     * Begins a session. An unknown e-mail and a wrong password get the same answer after the same time.
     *
     * @param email normalised
     */
    public Session signIn(String email, String password) {
        var user = recognise(email, password);
        var token = RefreshToken.first();
        var start = start(user.getUserId(), token).toBuilder().setComparedPassword(user.getPasswordNumber());
        var event = registrar.commit(user.getUserId(), UserCommand.newBuilder().setStartSession(start));
        switch (event.getOutcome()) {
            case DONE -> {}
            // While the password was compared:
            case FAMILY_DEAD -> throw suspended();
            case PASSWORD_REPLACED -> throw wrong();
            default -> throw new IllegalStateException("A session could not be started: " + event.getOutcome());
        }
        if (event.getFromNewPlace()) mailroom.tell(MailKind.NEW_SIGN_IN, user);
        return session(user, token, start.getExpiresAtMicros());
    }

    private UserRecord recognise(String email, String password) {
        var found = directory.userWithEmail(email);
        var attempt = Audit.newBuilder()
                .setAction("sign_in_failed")
                .setUserId(found.map(UserRecord::getUserId).orElse(""))
                .setDetail(email);
        var hash = found.map(UserRecord::getPasswordHash).orElse("");
        var address = Caller.origin().address();
        if (!tries.isRight(email, address, () -> passwords.match(password, hash))) {
            registrar.remember(attempt);
            throw wrong();
        }
        var user = found.orElseThrow();
        if (user.getSuspended()) {
            registrar.remember(attempt);
            throw suspended();
        }
        return user;
    }

    /** The family of a new sign-in, as the register is told of it. */
    public StartSession start(String userId, RefreshToken first) {
        return StartSession.newBuilder()
                .setFamilyId(first.family())
                .setUserId(userId)
                .setTokenHash(first.secret().hash())
                .setExpiresAtMicros(Micros.of(Instant.now().plus(familyLives)))
                .build();
    }

    public Session refresh(String text) {
        var presented = RefreshToken.parse(text);
        // A family that nobody knows costs a look-up and leaves no command in the log.
        var family = directory.refreshFamily(presented.family()).orElseThrow(Sessions::ended);
        if (family.getRevoked() || Micros.instant(family.getExpiresAtMicros()).isBefore(Instant.now())) throw ended();
        var user = notSuspended(family.getUser());

        var next = presented.next();
        var rotate = RotateRefresh.newBuilder()
                .setFamilyId(presented.family())
                .setPresentedHash(presented.secret().hash())
                .setNextHash(next.secret().hash())
                .setGraceMicros(GRACE.toNanos() / 1_000);
        var event = registrar.commit(user.getUserId(), UserCommand.newBuilder().setRotateRefresh(rotate));
        return switch (event.getOutcome()) {
            case DONE -> session(user, next, family.getExpiresAtMicros());
            case REFRESH_REPLAYED, FAMILY_DEAD, NOT_FOUND -> throw ended();
            default -> throw new IllegalStateException("A session could not go on: " + event.getOutcome());
        };
    }

    /**
     * Ends a session: the one that the refresh token belongs to, or the caller's own where there is none. Whether the token is one of that
     * session's, the register decides.
     *
     * @param caller known only while the access token lives, which a browser that was closed for a while cannot help
     */
    public void signOut(@Nullable AccessToken caller, String refreshToken) {
        var revoke = RevokeSessions.newBuilder().setReason("sign_out");
        var person = caller == null || caller.viaKey() ? null : caller;
        if (person != null) revoke.setUserId(person.userId());
        if (!refreshToken.isEmpty()) {
            var presented = RefreshToken.parse(refreshToken);
            revoke.setFamilyId(presented.family())
                    .setPresentedHash(presented.secret().hash());
        } else if (person != null) {
            revoke.setFamilyId(person.sessionId());
        } else {
            throw ended();
        }
        if (!end(revoke)) throw ended();
    }

    /** Whether there is such a session; one that has ended already leaves nothing to be done. */
    private boolean end(RevokeSessions.Builder revoke) {
        var event =
                registrar.commit(revoke.getFamilyId(), UserCommand.newBuilder().setRevokeSessions(revoke));
        return switch (event.getOutcome()) {
            case DONE -> true;
            case NOT_FOUND -> false;
            default -> throw new IllegalStateException("A session could not be ended: " + event.getOutcome());
        };
    }

    /** Where somebody is signed in, the newest first. */
    public ListRefreshFamiliesResponse of(String userId, int limit, String cursor) {
        return directory.refreshFamiliesOf(userId, limit, cursor);
    }

    /** Ends one of the user's sessions. */
    public void revoke(String userId, String sessionId) {
        if (Ids.parse(sessionId) < 0) throw unknown();
        var revoke = RevokeSessions.newBuilder()
                .setUserId(userId)
                .setFamilyId(sessionId)
                .setReason("revoked");
        if (!end(revoke)) throw unknown();
    }

    public UserRecord profile(String id) {
        return directory.profile(id).orElseThrow(() -> new Refusal(Code.NOT_FOUND, "There is no such user"));
    }

    /** What somebody is given who is signed in. */
    public Session session(UserRecord user, RefreshToken token, long expiresAtMicros) {
        return new Session(user, tokens.forSession(user, token.family()), token, Micros.instant(expiresAtMicros));
    }

    private static UserRecord notSuspended(UserRecord user) {
        if (user.getSuspended()) throw suspended();
        return user;
    }

    private static Refusal suspended() {
        return new Refusal(Code.FORBIDDEN, "The account is suspended");
    }

    private static Refusal wrong() {
        return new Refusal(Code.UNAUTHENTICATED, "The e-mail or the password is wrong");
    }

    private static Refusal unknown() {
        return new Refusal(Code.NOT_FOUND, "There is no such session");
    }

    private static Refusal ended() {
        return Revocations.ended();
    }
}
