package dev.openbell.auth.mail;

import dev.openbell.auth.registry.Outbox;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.time.Micros;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.MailRequested;
import dev.openbell.events.v1.Topics;
import dev.openbell.users.v1.UserRecord;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Asks otp-mailer for mails. Once Kafka has the wish, the mail is on its way. */
@Singleton
public final class Mailroom {
    private static final Duration NEWS_FOR = Duration.ofDays(1);

    private final Outbox outbox;

    Mailroom(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A flow's mail: who asked for it waits until it is on its way. */
    void mail(String flowId, Flow flow, String code) {
        var mail = request(flow.mail(), flow.email(), flow.name(), Flows.LIFE)
                .setFlowId(flowId)
                .setCode(flow.tellsItsCode() ? code : "")
                .build();
        try {
            outbox.send(Topics.OTP_REQUESTS, flowId, mail).join();
        } catch (CompletionException | CancellationException e) {
            throw new Refusal(Code.OUTCOME_UNKNOWN, "The mail may or may not be on its way");
        }
    }

    /** Tells somebody what happened to their account. It has happened, so nothing waits for the mail or fails with it. */
    public void tell(MailKind news, UserRecord user) {
        var mail = request(news, user.getEmail(), user.getName(), NEWS_FOR).build();
        outbox.sendInItsOwnTime(Topics.OTP_REQUESTS, user.getUserId(), mail);
    }

    private static MailRequested.Builder request(MailKind kind, String email, String name, Duration life) {
        var origin = Caller.origin();
        var now = Micros.now();
        return MailRequested.newBuilder()
                .setKind(kind)
                .setEmail(email)
                .setName(name)
                .setRequestedAtMicros(now)
                .setExpiresAtMicros(now + life.toNanos() / 1_000)
                .setAddress(origin.address())
                .setUserAgent(origin.userAgent());
    }
}
