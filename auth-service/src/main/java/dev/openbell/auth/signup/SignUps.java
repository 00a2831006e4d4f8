package dev.openbell.auth.signup;

import dev.openbell.auth.registry.Directory;
import dev.openbell.auth.registry.Registrar;
import dev.openbell.auth.session.Passwords;
import dev.openbell.auth.session.RefreshToken;
import dev.openbell.auth.session.Session;
import dev.openbell.auth.session.Sessions;
import dev.openbell.auth.signup.Allowances.Allowance;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.CreateUser;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.users.v1.UserRecord;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.regex.Pattern;

/** Sign-up: a code is mailed, the code comes back, the account is there. */
@Singleton
public final class SignUps {
    /** How long a code counts. */
    public static final Duration CODE_LIVES = Flows.LIFE;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration COOLDOWN = Duration.ofSeconds(30), HOUR = Duration.ofHours(1);
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");
    private static final int LONGEST_NAME = 64;
    private static final int DRAWS = 3;

    private final Flows flows;
    private final Allowances allowances;
    private final Mailroom mailroom;
    private final Directory directory;
    private final Registrar registrar;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Wallets wallets;

    SignUps(
            Flows flows,
            Allowances allowances,
            Mailroom mailroom,
            Directory directory,
            Registrar registrar,
            Passwords passwords,
            Sessions sessions,
            Wallets wallets) {
        this.flows = flows;
        this.allowances = allowances;
        this.mailroom = mailroom;
        this.directory = directory;
        this.registrar = registrar;
        this.passwords = passwords;
        this.sessions = sessions;
        this.wallets = wallets;
    }

    /**
     * Opens a flow and mails its code. An e-mail that has an account goes exactly the same way, and takes the same
     * time; only the mail is another, and its code stays untold.
     *
     * @return the flow's id
     */
    public String begin(String emailText, String password, String nameText) {
        var email = EmailAddress.normalised(emailText);
        var hashable = Passwords.valid(password);
        var name = validName(nameText);
        var owner = directory.userWithEmail(email);
        allowances.take(signUpsOf(email));

        var hash = passwords.hash(hashable);
        var flow = owner.map(user -> new Flow(email, user.getName(), hash, MailKind.ALREADY_REGISTERED))
                .orElseGet(() -> new Flow(email, name, hash, MailKind.SIGN_UP_CODE));
        var id = Ids.random();
        var code = drawCode();
        allowances.take(cooldownOf(id));
        flows.open(id, flow, code);
        mailroom.mail(id, flow, code);
        return id;
    }

    /** Mails another code for the flow; the one before no longer works. */
    public void resend(String id) {
        if (!isFlow(id) || !flows.isOpen(id)) {
            throw new Refusal(Code.NOT_FOUND, "There is no such sign-up; begin again");
        }
        allowances.take(cooldownOf(id), new Allowance("resend " + id, 5, HOUR));
        var code = drawCode();
        var flow = flows.renew(id, code);
        mailroom.mail(id, flow, code);
    }

    /** The code makes the account and signs in; the demo money is there when this returns, if the matcher is. */
    public Session verify(String id, String code) {
        if (!CODE.matcher(code).matches()) throw Refusal.invalid("otp", "must have six digits");
        if (!isFlow(id)) throw new Refusal(Code.OTP_INVALID);
        var flow = flows.present(id, code);
        Session session;
        try {
            session = account(flow);
        } catch (Refusal refusal) {
            // Nothing happened, so the code must not have been in vain.
            if (refusal.code() == Code.UNAVAILABLE) flows.open(id, flow, code);
            throw refusal;
        }
        wallets.open(session.access());
        return session;
    }

    private Session account(Flow flow) {
        for (int draw = 0; draw < DRAWS; draw++) {
            var userId = Ids.random();
            var token = RefreshToken.first();
            var start = sessions.start(userId, token);
            var command = UserCommand.newBuilder()
                    .setCreateUser(CreateUser.newBuilder()
                            .setUserId(userId)
                            .setEmail(flow.email())
                            .setName(flow.name())
                            .setPasswordHash(flow.passwordHash())
                            .setSession(start));
            var event = registrar.commit(flow.email(), command);
            switch (event.getOutcome()) {
                case DONE -> {
                    var user = UserRecord.newBuilder()
                            .setUserId(userId)
                            .setEmail(flow.email())
                            .setName(flow.name())
                            .setCreatedAtMicros(command.getRequestedAtMicros())
                            .build();
                    return sessions.session(user, token, start.getExpiresAtMicros());
                }
                case EMAIL_TAKEN ->
                    throw new Refusal(Code.OTP_INVALID, "This e-mail has an account by now; sign in with it");
                case ID_TAKEN -> {} // one in 2^63: draw again
                default -> throw new IllegalStateException("An account could not be made: " + event.getOutcome());
            }
        }
        throw new IllegalStateException("Every id that was drawn is taken");
    }

    /**
     * At most one code each 30 s goes to an e-mail, and from one address five an hour. Somebody else's address has five
     * of its own, so a stranger who uses up his does not lock the owner out; twenty in all keep many strangers from
     * filling a mailbox.
     */
    private static Allowance[] signUpsOf(String email) {
        return new Allowance[] {
            new Allowance("sign-up " + email, 1, COOLDOWN),
            new Allowance("sign-up " + email + " from " + Caller.origin().address(), 5, HOUR),
            new Allowance("sign-up " + email, 20, HOUR)
        };
    }

    private static Allowance cooldownOf(String id) {
        return new Allowance("resend " + id, 1, COOLDOWN);
    }

    private static String drawCode() {
        return "%06d".formatted(RANDOM.nextInt(1_000_000));
    }

    private static boolean isFlow(String id) {
        return Ids.parse(id) >= 0;
    }

    private static String validName(String text) {
        var name = text.strip();
        if (name.length() > LONGEST_NAME) throw Refusal.invalid("name", "must have at most 64 characters");
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("name", "must not hold control characters");
        }
        return name;
    }
}
