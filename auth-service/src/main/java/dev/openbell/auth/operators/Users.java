package dev.openbell.auth.operators;

import dev.openbell.auth.registry.Directory;
import dev.openbell.auth.registry.Registrar;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.Audit;
import dev.openbell.events.v1.SetSuspended;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.events.v1.UserOutcome;
import dev.openbell.users.v1.UserRecord;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users as operators see them.
 *
 * <p>Two have to be told that somebody is suspended or resumed: the register, and the market. Should the second not answer, the first has
 * done its part; to ask again does both once more, and no harm.
 */
@Singleton
public final class Users {
    private static final Logger log = LoggerFactory.getLogger(Users.class);

    private final Directory directory;
    private final Registrar registrar;
    private final Market market;

    Users(Directory directory, Registrar registrar, Market market) {
        this.directory = directory;
        this.registrar = registrar;
        this.market = market;
    }

    /** Whoever has this e-mail. That somebody looked is remembered before it is answered. */
    public Optional<UserRecord> find(String email) {
        var found = directory.userWithEmail(email);
        var audit = Audit.newBuilder()
                .setUserId(found.map(UserRecord::getUserId).orElse(""))
                .setAction("find_user")
                .setDetail(email);
        var event = registrar.commit(email, UserCommand.newBuilder().setAudit(audit));
        if (event.getOutcome() != UserOutcome.DONE) {
            throw new IllegalStateException("A look at a user could not be remembered: " + event.getOutcome());
        }
        return found;
    }

    /** First the register, which signs the user out everywhere; then the market, which cancels what they have open. */
    public void suspend(String operator, String userId) {
        if (operator.equals(userId)) throw new Refusal(Code.FORBIDDEN, "Nobody can suspend themselves");
        mustExist(userId);
        setSuspended(userId, true);
        try {
            market.suspend(userId);
        } catch (StatusRuntimeException e) {
            log.warn("The market has not said that the orders of {} are cancelled: {}", userId, e.getMessage());
            throw Refusal.outcomeUnknown(
                    "The user is signed out; whether their open orders are cancelled is not known. Ask again", null);
        }
    }

    /** First the market: who can sign in again can trade. */
    public void resume(String userId) {
        mustExist(userId);
        try {
            market.resume(userId);
        } catch (StatusRuntimeException e) {
            throw GrpcErrors.refusal(e);
        }
        setSuspended(userId, false);
    }

    /** Somebody who does not leaves no command in a log. */
    private void mustExist(String userId) {
        if (directory.user(userId).isEmpty()) throw unknown();
    }

    private void setSuspended(String userId, boolean suspended) {
        var set = SetSuspended.newBuilder().setUserId(userId).setSuspended(suspended);
        var event = registrar.commit(userId, UserCommand.newBuilder().setSetSuspended(set));
        switch (event.getOutcome()) {
            case DONE -> {}
            case NOT_FOUND -> throw unknown();
            default -> throw new IllegalStateException("A user could not be suspended: " + event.getOutcome());
        }
    }

    private static Refusal unknown() {
        return new Refusal(Code.NOT_FOUND, "There is no such user");
    }
}
