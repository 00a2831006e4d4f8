package dev.openbell.mailer.letters;

import dev.openbell.events.v1.MailRequested;

/** A mail as it is read: its subject, and what it says in two forms. */
public record Letter(String subject, String text, String html) {
    /**
     * The letter for this request.
     *
     * @throws IllegalArgumentException for a kind that has none, as far as this version knows
     */
    public static Letter of(MailRequested mail) {
        return switch (mail.getKind()) {
            case SIGN_UP_CODE -> signUpCode(mail);
            case ALREADY_REGISTERED -> alreadyRegistered(mail);
            case PASSWORD_RESET_CODE -> passwordResetCode(mail);
            case PASSWORD_CHANGED -> passwordChanged(mail);
            case PASSWORD_RESET -> passwordReset(mail);
            case NEW_SIGN_IN -> newSignIn(mail);
            case API_KEY_MADE -> apiKeyMade(mail);
            case NO_MAIL, MAIL_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("mail kind " + mail.getKindValue() + " has no letter");
        };
    }

    /** Without a name: it was typed by whoever asked, who need not be the one who reads this. */
    private static Letter signUpCode(MailRequested mail) {
        return new Draft("Your Openbell sign-up code")
                .says("Welcome to Openbell. Type this code to open your account:")
                .shows(mail.getCode())
                .says("It works for " + life(mail) + ".")
                .whispers("You did not ask for it? Then there is nothing to do: without the code no account is made.")
                .letter();
    }

    private static Letter alreadyRegistered(MailRequested mail) {
        return new Draft("You already have an Openbell account")
                .says(greeting(mail))
                .says("Somebody, probably you, tried to sign up with this e-mail. It has an account already:"
                        + " just sign in with your password.")
                .whispers("It was not you? Nothing has changed, and nobody was told that you have an account.")
                .letter();
    }

    private static Letter passwordResetCode(MailRequested mail) {
        return new Draft("Your Openbell password reset code")
                .says("Type this code to choose a new password:")
                .shows(mail.getCode())
                .says("It works for " + life(mail) + ".")
                .whispers("You did not ask for it? Then ignore this mail; your password stays as it is.")
                .letter();
    }

    private static Letter passwordChanged(MailRequested mail) {
        return new Draft("Your Openbell password was changed")
                .says(greeting(mail))
                .says("The password of your account was changed, and every other session was signed out."
                        + " API keys go on working.")
                .whispers("It was not you? Reset your password at once: that ends every session and every API key.")
                .letter();
    }

    private static Letter passwordReset(MailRequested mail) {
        return new Draft("Your Openbell password was reset")
                .says(greeting(mail))
                .says("The password of your account was reset. Every session was signed out, and every API key revoked:"
                        + " your bots need new ones.")
                .whispers(
                        "It was not you? Then somebody reads your mail: secure it first, and reset the password again.")
                .letter();
    }

    private static Letter newSignIn(MailRequested mail) {
        return new Draft("New sign-in to your Openbell account")
                .says(greeting(mail))
                .says("Somebody signed in to your account from " + place(mail) + ".")
                .whispers("It was not you? Reset your password: that ends every session and every API key.")
                .letter();
    }

    private static Letter apiKeyMade(MailRequested mail) {
        return new Draft("New API key for your Openbell account")
                .says(greeting(mail))
                .says("An API key for your account was made from " + place(mail) + ". Whoever has it may act for you.")
                .whispers("It was not you? Reset your password: that ends every session and every API key.")
                .letter();
    }

    private static String greeting(MailRequested mail) {
        return mail.getName().isBlank() ? "Hello," : "Hello " + mail.getName() + ",";
    }

    /** A bot need not say what it is. */
    private static String place(MailRequested mail) {
        return mail.getUserAgent().isBlank() ? mail.getAddress() : mail.getAddress() + " with " + mail.getUserAgent();
    }

    private static String life(MailRequested mail) {
        long minutes = (mail.getExpiresAtMicros() - mail.getRequestedAtMicros()) / 60_000_000;
        return minutes + " minutes";
    }

    /** Not the text: it may hold a code, and this may reach a log. */
    @Override
    public String toString() {
        return "Letter[" + subject + "]";
    }
}
