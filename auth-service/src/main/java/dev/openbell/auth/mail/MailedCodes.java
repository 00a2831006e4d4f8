package dev.openbell.auth.mail;

import dev.openbell.auth.mail.Allowances.Allowance;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
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
    private static final Duration COOLDOWN = Duration.ofSeconds(30), HOUR = Duration.ofHours(1);
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final Flows flows;
    private final Allowances allowances;
    private final Mailroom mailroom;

    MailedCodes(Flows flows, Allowances allowances, Mailroom mailroom) {
        this.flows = flows;
        this.allowances = allowances;
        this.mailroom = mailroom;
    }

    /**
     * Counts a code that is about to be mailed.
     *
     * @throws Refusal RATE_LIMITED when there were too many
     */
    public void allow(Purpose purpose, String email) {
        allowances.take(mailsTo(purpose, email, purpose.toString()));
    }

    /**
     * Opens the flow and mails its code.
     *
     * @return the flow's id
     */
    public String mail(Flow flow) {
        var id = Ids.random();
        var code = drawCode();
        flows.open(id, flow, code);
        mailroom.mail(id, flow, code);
        return id;
    }

    /** Mails another code for the flow; the one before no longer works. */
    public void resend(String id) {
        if (!isFlow(id)) throw unknown();
        var waiting = flows.find(id).orElseThrow(MailedCodes::unknown);
        var purpose = waiting.purpose();
        allowances.take(mailsTo(purpose, waiting.email(), "another code for " + purpose));
        var code = drawCode();
        var flow = flows.renew(id, code);
        mailroom.mail(id, flow, code);
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
        var flow = flows.present(purpose, id, code);
        try {
            return deed.apply(flow);
        } catch (Refusal refusal) {
            // Nothing happened, so the code must not have been in vain.
            if (refusal.code() == Code.UNAVAILABLE) flows.open(id, flow, code);
            throw refusal;
        }
    }

    /**
     * At most one mail each 30 s goes to an e-mail, and from one address five an hour, and as many that ask for another
     * code. Somebody else's address has as many of its own, so a stranger who uses up his does not lock the owner out;
     * twenty in all keep many strangers from filling a mailbox.
     */
    private static Allowance[] mailsTo(Purpose purpose, String email, String request) {
        var address = Caller.origin().address();
        return new Allowance[] {
            new Allowance(purpose + " " + email, 1, COOLDOWN),
            new Allowance(request + " " + email + " from " + address, 5, HOUR),
            new Allowance(purpose + " " + email, 20, HOUR)
        };
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
