package dev.openbell.auth.mail;

/** What a mailed code is good for. One for the one is none for the other. */
public enum Purpose {
    SIGN_UP("sign-up"),
    PASSWORD_RESET("password reset");

    private final String words;

    Purpose(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
