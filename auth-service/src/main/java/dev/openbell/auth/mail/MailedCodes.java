package dev.openbell.auth.mail;

import dev.openbell.auth.mail.Rations.Ration;
import dev.openbell.auth.registry.Registrar;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.network.AccessLine;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.Audit;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Codes that are mailed: who brings one back has read the mail. */
@Singleton
public final class MailedCodes {
    /** How long a code counts. */
    public static final Duration LIFE = Flows.LIFE;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration COOLDOWN = Duration.ofSeconds(30),
            HOUR = Duration.ofHours(1),
            DAY = Duration.ofDays(1);
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final Flows flows;
    private final Rations rations;
    private final Mailroom mailroom;
    private final Registrar registrar;

    MailedCodes(Flows flows, Rations rations, Mailroom mailroom, Registrar registrar) {
        this.flows = flows;
        this.rations = rations;
        this.mailroom = mailroom;
        this.registrar = registrar;
    }

    /**
     * Counts somebody's wish for a code: one each 30 s and five an hour, and whatever strangers elsewhere wish for counts for them alone.
     *
     * @throws Refusal RATE_LIMITED when there were too many
     */
    public void allow(Purpose purpose, String email) {
        var wishes = "a code for " + purpose + " to " + email + " from " + line();
        rations.take(new Ration(wishes, 1, COOLDOWN), new Ration(wishes, 5, HOUR));
    }

    /**
     * Opens the flow and mails its code.
     *
     * @return the flow's id
     */
    public String mail(Flow wanted) {
        var id = Ids.random();
        var code = drawCode();
        var flow = mayBeMailed(wanted) ? wanted : wanted.untold();
        flows.open(id, flow, code);
        mailroom.mail(id, flow, code);
        return id;
    }

    /** Mails another code for the flow; the one before no longer works, unless no other could be mailed. */
    public void resend(String id) {
        if (!isFlow(id)) throw unknown();
        var waiting = flows.find(id).orElseThrow(MailedCodes::unknown);
        allow(waiting.purpose(), waiting.email());
        if (!mayBeMailed(waiting)) return;
        var code = drawCode();
        var flow = flows.renew(id, code);
        mailroom.mail(id, flow, code);
    }

    /**
     * An e-mail gets five mails an hour; strangers cannot use up its owner's, because the first code that anybody wishes for in an hour is
     * mailed beyond them, until there are fifty. Nobody is told what was not mailed: that would tell who has an account.
     */
    private boolean mayBeMailed(Flow flow) {
        var mails = flow.purpose() + " mails to " + flow.email();
        boolean first = rations.spend(new Ration(mails + " for " + line(), 1, HOUR));
        if (rations.spend(new Ration(mails, 5, HOUR))) return true;
        return first && flow.tellsItsCode() && rations.spend(new Ration(mails + " beyond those", 45, HOUR));
    }

    /**
     * What the right code is for is done, once.
     *
     * @throws Refusal VALIDATION for what cannot be a code, OTP_INVALID, OTP_EXHAUSTED, or whatever the deed is refused
     *     with
     */
    public <T> T redeem(Purpose purpose, String id, String code, Function<Flow, T> deed) {
        if (!CODE.matcher(code).matches()) throw Refusal.invalid("otp", "must have six digits");
        if (!isFlow(id)) throw new Refusal(Code.OTP_INVALID);
        var flow = present(purpose, id, code);
        try {
            return deed.apply(flow);
        } catch (Refusal refusal) {
            // Nothing happened, so the code must not have been in vain.
            if (refusal.code() == Code.UNAVAILABLE) flows.open(id, flow, code);
            throw refusal;
        }
    }

    /**
     * Six digits are guessed in the end by who may go on for ever, with one flow after the other. So an e-mail bears twenty wrong codes a day
     * from one line and a hundred from everywhere; beyond them the right one does not count either, nor does one that was mailed to nobody:
     * it can only have been guessed.
     */
    private Flow present(Purpose purpose, String id, String code) {
        var shown = flows.present(purpose, id, code);
        var flow = shown.flow();
        var wrong = purpose + " with a wrong code for " + flow.email();
        var borne = new Ration[] {new Ration(wrong + " from " + line(), 20, DAY), new Ration(wrong, 100, DAY)};
        boolean toldBefore = shown.refusal() == null && flow.tellsItsCode();
        if (toldBefore && rations.areLeft(borne)) return flow;
        registrar.remember(Audit.newBuilder().setAction("wrong_code").setDetail(purpose + " " + flow.email()));
        if (toldBefore)
            throw new Refusal(Code.OTP_EXHAUSTED, "Too many wrong codes for this e-mail; try again tomorrow");
        rations.spend(borne);
        shown.orRefuse();
        throw new Refusal(Code.OTP_INVALID);
    }

    private static String line() {
        return AccessLine.of(Caller.origin().address());
    }

    private static String drawCode() {
        return "%06d".formatted(RANDOM.nextInt(1_000_000));
    }

    private static boolean isFlow(String id) {
        return Ids.parse(id) >= 0;
    }

    private static Refusal unknown() {
        return new Refusal(Code.NOT_FOUND, "Nothing waits for a code by this name; begin again");
    }
}
