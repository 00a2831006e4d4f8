package dev.openbell.auth.mail;

import dev.openbell.events.v1.MailKind;

/**
 * Something that waits for its code. An e-mail for which there is nothing to wait gets one as well, with a code that
 * nobody is told, so that it looks the same from outside.
 *
 * @param mail what is mailed to the address
 * @param name of whom a sign-up is
 * @param passwordHash of the password that a sign-up has chosen
 */
public record Flow(Purpose purpose, MailKind mail, String email, String name, String passwordHash) {
    /** Of somebody who has forgotten a password. */
    public static Flow passwordReset(MailKind mail, String email) {
        return new Flow(Purpose.PASSWORD_RESET, mail, email, "", "");
    }

    public static Flow signUp(MailKind mail, String email, String name, String passwordHash) {
        return new Flow(Purpose.SIGN_UP, mail, email, name, passwordHash);
    }

    /** The same, but that nobody is mailed. */
    Flow untold() {
        return new Flow(purpose, MailKind.NO_MAIL, email, name, passwordHash);
    }

    boolean tellsItsCode() {
        return mail == MailKind.SIGN_UP_CODE || mail == MailKind.PASSWORD_RESET_CODE;
    }

    @Override
    public String toString() {
        return "Flow[" + mail + "]";
    }
}
