package dev.openbell.history.users;

import static dev.openbell.events.v1.UserOutcome.DONE;
import static dev.openbell.events.v1.UserOutcome.EMAIL_TAKEN;
import static dev.openbell.events.v1.UserOutcome.FAMILY_DEAD;
import static dev.openbell.events.v1.UserOutcome.ID_TAKEN;
import static dev.openbell.events.v1.UserOutcome.NOT_FOUND;
import static dev.openbell.events.v1.UserOutcome.PASSWORD_REPLACED;
import static dev.openbell.events.v1.UserOutcome.REFRESH_REPLAYED;
import static dev.openbell.events.v1.UserOutcome.TOO_MANY;
import static dev.openbell.events.v1.UserOutcome.USER_OUTCOME_UNSPECIFIED;

import dev.openbell.chassis.time.Micros;
import dev.openbell.events.v1.CreateApiKey;
import dev.openbell.events.v1.CreateUser;
import dev.openbell.events.v1.Revocation;
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
import dev.openbell.users.v1.UserRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides each identity write, once. What was decided is remembered under the request's id; the same request is
 * answered the same, and changes nothing more.
 */
final class Arbiter {
    /** Longer than Kafka keeps the commands, so that no command can come again after it was forgotten. */
    static final Duration REMEMBERED = Duration.ofDays(8);

    /** How long after its end a sign-in still says where somebody has been. */
    static final Duration PLACES_REMEMBERED = Duration.ofDays(90);

    private static final int MOST_KEYS = 50;

    private final InstantSource clock;

    /**
     * What is decided on a command, and what the audit trail says of it.
     *
     * @param revoked what ended with it
     * @param fromNewPlace a session began where none of the user's did before
     */
    record Ruling(
            String action,
            UserOutcome outcome,
            String userId,
            String detail,
            List<Revocation> revoked,
            boolean fromNewPlace) {
        Ruling(String action, UserOutcome outcome, String userId, String detail, List<Revocation> revoked) {
            this(action, outcome, userId, detail, revoked, false);
        }

        Ruling(String action, UserOutcome outcome, String userId, String detail) {
            this(action, outcome, userId, detail, List.of());
        }
    }

    Arbiter(InstantSource clock) {
        this.clock = clock;
    }

    UserEvent decide(Connection connection, UserCommand command) throws SQLException {
        var known = RememberedOutcomes.find(connection, command.getRequestId());
        if (known != null) return known;
        var ruling = rule(connection, command);
        AuditTrail.append(connection, command, ruling);
        return remember(connection, command, ruling);
    }

    /** The command cannot be carried out, whatever it is. */
    UserEvent giveUp(Connection connection, UserCommand command) throws SQLException {
        return remember(connection, command, new Ruling("", USER_OUTCOME_UNSPECIFIED, "", ""));
    }

    private UserEvent remember(Connection connection, UserCommand command, Ruling ruling) throws SQLException {
        long now = Micros.of(clock.instant());
        var event = UserEvent.newBuilder()
                .setRequestId(command.getRequestId())
                .setOutcome(ruling.outcome)
                .setUserId(ruling.userId)
                .addAllRevoked(ruling.revoked)
                .setCommittedAtMicros(now)
                .setFromNewPlace(ruling.fromNewPlace)
                .build();
        RememberedOutcomes.remember(connection, event);
        RememberedOutcomes.forgetBefore(connection, before(REMEMBERED));
        return event;
    }

    private long before(Duration age) {
        return Micros.of(clock.instant().minus(age));
    }

    private Ruling rule(Connection connection, UserCommand command) throws SQLException {
        return switch (command.getCommandCase()) {
            case CREATE_USER -> createUser(connection, command, command.getCreateUser());
            case START_SESSION -> startSession(connection, command, command.getStartSession());
            case ROTATE_REFRESH -> rotateRefresh(connection, command, command.getRotateRefresh());
            case REVOKE_SESSIONS -> revokeSessions(connection, command, command.getRevokeSessions());
            case SET_PASSWORD -> setPassword(connection, command, command.getSetPassword());
            case CREATE_API_KEY -> createApiKey(connection, command, command.getCreateApiKey());
            case REVOKE_API_KEY -> revokeApiKey(connection, command, command.getRevokeApiKey());
            case USE_API_KEY -> useApiKey(connection, command, command.getUseApiKey());
            case SET_SUSPENDED -> setSuspended(connection, command, command.getSetSuspended());
            case AUDIT -> {
                var audit = command.getAudit();
                yield new Ruling(audit.getAction(), DONE, audit.getUserId(), audit.getDetail());
            }
            case COMMAND_NOT_SET -> new Ruling("unknown", USER_OUTCOME_UNSPECIFIED, "", "of a newer version");
        };
    }

    private static Ruling createUser(Connection connection, UserCommand command, CreateUser create)
            throws SQLException {
        var action = "create_user";
        var user = create.getUserId();
        var email = create.getEmail();
        if (Users.hasEmail(connection, email)) return new Ruling(action, EMAIL_TAKEN, "", email);
        boolean signsIn = create.hasSession() && !create.getServiceAccount();
        boolean familyTaken = signsIn
                && RefreshFamilies.exists(connection, create.getSession().getFamilyId());
        if (familyTaken || Users.exists(connection, user)) return new Ruling(action, ID_TAKEN, "", email);
        Users.add(connection, create, command.getRequestedAtMicros());
        if (signsIn) RefreshFamilies.add(connection, user, create.getSession(), command);
        return new Ruling(action, DONE, user, email);
    }

    private Ruling startSession(Connection connection, UserCommand command, StartSession start) throws SQLException {
        var action = "start_session";
        var user = start.getUserId();
        var family = start.getFamilyId();
        var record = Users.find(connection, user);
        if (record == null) return new Ruling(action, NOT_FOUND, user, family);
        if (record.getSuspended()) return new Ruling(action, FAMILY_DEAD, user, "suspended");
        if (isReplaced(start.getComparedPassword(), record)) return new Ruling(action, PASSWORD_REPLACED, user, family);
        if (RefreshFamilies.exists(connection, family)) return new Ruling(action, ID_TAKEN, user, family);
        boolean known = RefreshFamilies.haveBegunAt(connection, user, command.getAddress(), command.getUserAgent());
        RefreshFamilies.add(connection, user, start, command);
        RefreshFamilies.forgetBefore(connection, before(PLACES_REMEMBERED));
        return new Ruling(action, DONE, user, family, List.of(), !known);
    }

    /**
     * The time of a rotation is that of its decision. A command may have lain in the log for a while, and its answer may have been lost with
     * it; who then shows the same token again is no thief.
     */
    private Ruling rotateRefresh(Connection connection, UserCommand command, RotateRefresh rotate) throws SQLException {
        var action = "rotate_refresh";
        var family = rotate.getFamilyId();
        var user = RefreshFamilies.owner(connection, family);
        if (user == null) return new Ruling(action, NOT_FOUND, "", family);
        long now = Micros.of(clock.instant());
        var tokens = RefreshFamilies.tokens(connection, family, now);
        if (tokens == null) return new Ruling(action, FAMILY_DEAD, user, family);
        var rotated = tokens.rotate(rotate, now);
        if (rotated == null) {
            var revoked = RefreshFamilies.revoke(connection, user, family, "", now, "refresh_replayed");
            return new Ruling(action, REFRESH_REPLAYED, user, family, sessions(revoked, command));
        }
        RefreshFamilies.put(connection, family, rotated);
        return new Ruling(action, DONE, user, family);
    }

    private static Ruling revokeSessions(Connection connection, UserCommand command, RevokeSessions revoke)
            throws SQLException {
        var action = "revoke_sessions";
        var user = whoMayEnd(connection, revoke);
        if (user == null) return new Ruling(action, NOT_FOUND, revoke.getUserId(), revoke.getFamilyId());
        var revoked = RefreshFamilies.revoke(
                connection, user, revoke.getFamilyId(), "", command.getRequestedAtMicros(), revoke.getReason());
        return new Ruling(action, DONE, user, revoke.getReason(), sessions(revoked, command));
    }

    /** The user whose sessions these are: who is that user, or holds the session's refresh token, may end them. */
    private static @Nullable String whoMayEnd(Connection connection, RevokeSessions revoke) throws SQLException {
        var user = revoke.getUserId();
        var family = revoke.getFamilyId();
        if (family.isEmpty()) return Users.exists(connection, user) ? user : null;
        var owner = RefreshFamilies.owner(connection, family);
        if (owner == null || owner.equals(user)) return owner;
        return RefreshFamilies.holds(
                        connection, family, revoke.getPresentedHash().toByteArray())
                ? owner
                : null;
    }

    /** Whoever had forgotten a password may have had it stolen, and the thief may have made keys. Who knows it knows them, too. */
    private static Ruling setPassword(Connection connection, UserCommand command, SetPassword set) throws SQLException {
        var action = "set_password";
        var user = set.getUserId();
        boolean isReset = set.getComparedPassword() == 0;
        var how = isReset ? "reset" : "change";
        var record = Users.find(connection, user);
        if (record == null) return new Ruling(action, NOT_FOUND, user, how);
        if (isReplaced(set.getComparedPassword(), record)) return new Ruling(action, PASSWORD_REPLACED, user, how);
        Users.setPassword(connection, user, set.getPasswordHash());
        long now = command.getRequestedAtMicros();
        var families = RefreshFamilies.revoke(connection, user, "", set.getExceptFamilyId(), now, action);
        var revoked = new ArrayList<>(sessions(families, command));
        if (isReset) revoked.addAll(keys(ApiKeys.revokeAll(connection, user, now), command));
        return new Ruling(action, DONE, user, how, revoked);
    }

    /** Who still knows an old password may be the one because of whom it was replaced. */
    private static boolean isReplaced(int compared, UserRecord user) {
        return compared != 0 && compared != user.getPasswordNumber();
    }

    private static Ruling createApiKey(Connection connection, UserCommand command, CreateApiKey create)
            throws SQLException {
        var action = "create_api_key";
        var user = create.getUserId();
        var key = create.getKeyId();
        long now = command.getRequestedAtMicros();
        if (!Users.exists(connection, user)) return new Ruling(action, NOT_FOUND, user, key);
        if (ApiKeys.living(connection, user, now) >= MOST_KEYS) return new Ruling(action, TOO_MANY, user, key);
        boolean added = ApiKeys.add(connection, create, now);
        return new Ruling(action, added ? DONE : ID_TAKEN, user, key);
    }

    private static Ruling revokeApiKey(Connection connection, UserCommand command, RevokeApiKey revoke)
            throws SQLException {
        var action = "revoke_api_key";
        var user = revoke.getUserId();
        var key = revoke.getKeyId();
        boolean found = ApiKeys.revoke(connection, user, key, command.getRequestedAtMicros());
        if (!found) return new Ruling(action, NOT_FOUND, user, key);
        return new Ruling(action, DONE, user, key, keys(List.of(key), command));
    }

    private static Ruling useApiKey(Connection connection, UserCommand command, UseApiKey use) throws SQLException {
        boolean found = ApiKeys.use(connection, use.getUserId(), use.getKeyId(), command.getRequestedAtMicros());
        return new Ruling("issue_token", found ? DONE : NOT_FOUND, use.getUserId(), use.getKeyId());
    }

    /**
     * Who is suspended is signed out everywhere, and so are their bots: until they are resumed nothing that they hold counts, not even a
     * token that is being issued while this is decided. Being resumed signs nobody in.
     */
    private static Ruling setSuspended(Connection connection, UserCommand command, SetSuspended set)
            throws SQLException {
        boolean suspended = set.getSuspended();
        var action = suspended ? "suspend_user" : "resume_user";
        var user = set.getUserId();
        if (!Users.setSuspended(connection, user, suspended)) return new Ruling(action, NOT_FOUND, user, "");
        var all = revocation(command).setUserId(user);
        if (!suspended) return new Ruling(action, DONE, user, "", List.of(all.build()));
        var families = RefreshFamilies.revoke(connection, user, "", "", command.getRequestedAtMicros(), action);
        var revoked = new ArrayList<>(sessions(families, command));
        revoked.add(all.setRevokedAtMicros(Long.MAX_VALUE).build());
        return new Ruling(action, DONE, user, "", revoked);
    }

    private static List<Revocation> sessions(List<String> families, UserCommand command) {
        return families.stream()
                .map(family -> revocation(command).setSessionId(family).build())
                .toList();
    }

    private static List<Revocation> keys(List<String> keys, UserCommand command) {
        return keys.stream()
                .map(key -> revocation(command).setKeyId(key).build())
                .toList();
    }

    /** By the clock of who issues the tokens, too. */
    private static Revocation.Builder revocation(UserCommand command) {
        return Revocation.newBuilder().setRevokedAtMicros(command.getRequestedAtMicros());
    }
}
