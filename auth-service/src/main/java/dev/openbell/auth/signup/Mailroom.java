package dev.openbell.auth.signup;

import dev.openbell.auth.registry.Outbox;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.MailRequested;
import dev.openbell.events.v1.Topics;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Asks otp-mailer for a mail. Once Kafka has the wish, the mail is on its way. */
@Singleton
final class Mailroom {
    private final Outbox outbox;

    Mailroom(Outbox outbox) {
        this.outbox = outbox;
    }

    void mail(String flowId, Flow flow, String code) {
        var origin = Caller.origin();
        var now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        var mail = MailRequested.newBuilder()
                .setFlowId(flowId)
                .setKind(flow.kind())
                .setEmail(flow.email())
                .setName(flow.name())
                .setCode(flow.kind() == MailKind.SIGN_UP_CODE ? code : "")
                .setRequestedAtMicros(now)
                .setExpiresAtMicros(now + Flows.LIFE.toNanos() / 1_000)
                .setAddress(origin.address())
                .setUserAgent(origin.userAgent())
                .build();
        try {
            outbox.send(Topics.OTP_REQUESTS, flowId, mail).join();
        } catch (CompletionException | CancellationException e) {
            throw new Refusal(Code.OUTCOME_UNKNOWN, "The mail may or may not be on its way");
        }
    }
}
