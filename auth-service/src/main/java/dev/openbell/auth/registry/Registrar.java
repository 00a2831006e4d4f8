package dev.openbell.auth.registry;

import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.time.Micros;
import dev.openbell.events.v1.Audit;
import dev.openbell.events.v1.Topics;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.events.v1.UserEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the register: a command goes to db-processor by Kafka, and the call waits until the database has committed.
 */
@Singleton
public final class Registrar {
    private static final Logger log = LoggerFactory.getLogger(Registrar.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final AwaitedOutcomes outcomes;

    Registrar(Outbox outbox, AwaitedOutcomes outcomes) {
        this.outbox = outbox;
        this.outcomes = outcomes;
    }

    /**
     * What became of the command.
     *
     * @param key the user's id, or the e-mail while there is none
     * @param command its kind; who asks and when is put in here
     * @throws Refusal UNAVAILABLE when it was never sent, OUTCOME_UNKNOWN when it was and nobody answered
     */
    public UserEvent commit(String key, UserCommand.Builder command) {
        if (!outcomes.isListening()) throw Refusal.unavailable("The register of users is starting");
        var request = sign(command);
        // Listen first: the answer may be quicker than the return from sending.
        var outcome = outcomes.await(request);
        try {
            return outbox.send(Topics.USER_COMMANDS, key, command.build())
                    .thenCompose(sent -> outcome)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("{} was sent and its outcome is not known: {}", command.getCommandCase(), e.toString());
            throw new Refusal(Code.OUTCOME_UNKNOWN, "No answer came in time; it may have happened all the same");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.OUTCOME_UNKNOWN, "The service is stopping; it may have happened all the same");
        } finally {
            outcomes.forget(request);
        }
    }

    /** Has something remembered that happened here. Whoever brought it about does not wait for it. */
    public void remember(Audit.Builder happened) {
        note(happened.getUserId(), UserCommand.newBuilder().setAudit(happened));
    }

    /** A write that nobody waits for. */
    public void note(String key, UserCommand.Builder command) {
        var _ = sign(command);
        outbox.sendInItsOwnTime(Topics.USER_COMMANDS, key, command.build());
    }

    /** Puts in who asks and when; the request's id. */
    private static String sign(UserCommand.Builder command) {
        var origin = Caller.origin();
        var request = Ids.random();
        command.setRequestId(request)
                .setRequestedAtMicros(Micros.now())
                .setAddress(origin.address())
                .setUserAgent(origin.userAgent());
        var caller = Caller.tokenIfAny();
        if (caller != null) command.setActingUserId(caller.userId());
        return request;
    }
}
