package dev.openbell.auth.password;

import dev.openbell.auth.mail.EmailAddress;
import dev.openbell.auth.mail.Flow;
import dev.openbell.auth.mail.MailedCodes;
import dev.openbell.auth.mail.Mailroom;
import dev.openbell.auth.mail.Purpose;
import dev.openbell.auth.registry.Directory;
import dev.openbell.auth.registry.Registrar;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.events.v1.Audit;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.SetPassword;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.events.v1.UserOutcome;
import dev.openbell.users.v1.UserRecord;
import jakarta.inject.Singleton;

/**
 * How a password becomes another: by a mailed code for who has forgotten it, or by the one before. Either way every
 * other session ends, and the owner is mailed; with a mailed code API keys end as well.
 */
@Singleton
public final class NewPasswords {
    private final MailedCodes codes;
    private final Mailroom mailroom;
    private final Directory directory;
    private final Registrar registrar;
    private final Passwords passwords;
    private final PasswordTries tries;

    NewPasswords(
            MailedCodes codes,
            Mailroom mailroom,
            Directory directory,
            Registrar registrar,
            Passwords passwords,
            PasswordTries tries) {
        this.codes = codes;
        this.mailroom = mailroom;
        this.directory = directory;
        this.registrar = registrar;
        this.passwords = passwords;
        this.tries = tries;
    }

    /**
     * Opens a flow and mails its code. An e-mail that has no account goes exactly the same way, and takes the same time;
     * only that nobody is mailed.
     *
     * @return the flow's id
     */
    public String forgot(String emailText) {
        var email = EmailAddress.normalised(emailText);
        var owner = directory.userWithEmail(email).filter(user -> !user.getServiceAccount());
        codes.allow(Purpose.PASSWORD_RESET, email);
        registrar.remember(Audit.newBuilder()
                .setUserId(owner.map(UserRecord::getUserId).orElse(""))
                .setAction("password_forgotten")
                .setDetail(email));
        return codes.mail(
                Flow.passwordReset(owner.isPresent() ? MailKind.PASSWORD_RESET_CODE : MailKind.NO_MAIL, email));
    }

    /** Whoever brings the code chooses another password. Whether it may be one is looked at first: a code is good once. */
    public void reset(String flowId, String code, String password) {
        var hashable = Passwords.valid("password", password);
        var user = codes.redeem(Purpose.PASSWORD_RESET, flowId, code, flow -> {
            var owner = directory.userWithEmail(flow.email()).orElseThrow(() -> new Refusal(Code.OTP_INVALID));
            var set = SetPassword.newBuilder().setUserId(owner.getUserId()).setPasswordHash(passwords.hash(hashable));
            var outcome = commit(set);
            if (outcome != UserOutcome.DONE) throw new IllegalStateException("A password was not reset: " + outcome);
            return owner;
        });
        tries.forget(user.getEmail(), Caller.origin().address());
        mailroom.tell(MailKind.PASSWORD_RESET, user);
    }

    /** Whoever is signed in and knows the password chooses another; this session goes on. */
    public void change(AccessToken caller, String password, String newPassword) {
        var hashable = Passwords.valid("new_password", newPassword);
        var user = directory.user(caller.userId()).orElseThrow(NewPasswords::wrong);
        var address = Caller.origin().address();
        if (!tries.isRight(user.getEmail(), address, () -> passwords.match(password, user.getPasswordHash()))) {
            registrar.remember(Audit.newBuilder().setUserId(user.getUserId()).setAction("change_password_failed"));
            throw wrong();
        }
        var outcome = commit(SetPassword.newBuilder()
                .setUserId(user.getUserId())
                .setPasswordHash(passwords.hash(hashable))
                .setComparedPassword(user.getPasswordNumber())
                .setExceptFamilyId(caller.sessionId()));
        switch (outcome) {
            case DONE -> mailroom.tell(MailKind.PASSWORD_CHANGED, user);
            case PASSWORD_REPLACED -> throw wrong(); // while the old one was compared
            default -> throw new IllegalStateException("A password was not changed: " + outcome);
        }
    }

    private UserOutcome commit(SetPassword.Builder set) {
        return registrar
                .commit(set.getUserId(), UserCommand.newBuilder().setSetPassword(set))
                .getOutcome();
    }

    private static Refusal wrong() {
        return new Refusal(Code.UNAUTHENTICATED, "The current password is wrong");
    }
}
