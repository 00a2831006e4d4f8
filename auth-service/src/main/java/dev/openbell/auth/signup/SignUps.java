package dev.openbell.auth.signup;

import dev.openbell.auth.mail.EmailAddress;
import dev.openbell.auth.mail.Flow;
import dev.openbell.auth.mail.MailedCodes;
import dev.openbell.auth.mail.Purpose;
import dev.openbell.auth.password.Passwords;
import dev.openbell.auth.registry.Directory;
import dev.openbell.auth.registry.Names;
import dev.openbell.auth.registry.Registrar;
import dev.openbell.auth.session.RefreshToken;
import dev.openbell.auth.session.Session;
import dev.openbell.auth.session.Sessions;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.CreateUser;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.users.v1.UserRecord;
import jakarta.inject.Singleton;

/** Sign-up: a code is mailed, the code comes back, the account is there. */
@Singleton
public final class SignUps {
    private static final int DRAWS = 3;

    private final MailedCodes codes;
    private final Directory directory;
    private final Registrar registrar;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Wallets wallets;

    SignUps(
            MailedCodes codes,
            Directory directory,
            Registrar registrar,
            Passwords passwords,
            Sessions sessions,
            Wallets wallets) {
        this.codes = codes;
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
        var hashable = Passwords.valid("password", password);
        var name = Names.valid(nameText);
        var owner = directory.userWithEmail(email);
        codes.allow(Purpose.SIGN_UP, email);

        var hash = passwords.hash(hashable);
        return codes.mail(owner.map(user -> Flow.signUp(MailKind.ALREADY_REGISTERED, email, user.getName(), hash))
                .orElseGet(() -> Flow.signUp(MailKind.SIGN_UP_CODE, email, name, hash)));
    }

    /** The code makes the account and signs in; the demo money is there when this returns, if the matcher is. */
    public Session verify(String flowId, String code) {
        var session = codes.redeem(Purpose.SIGN_UP, flowId, code, this::account);
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
}
