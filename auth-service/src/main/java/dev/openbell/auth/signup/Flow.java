package dev.openbell.auth.signup;

import dev.openbell.events.v1.MailKind;

/**
 * A sign-up that waits for its code. An e-mail that has an account gets one as well, with a code that nobody is told,
 * so that it looks the same from outside.
 *
 * @param kind what is mailed to the address
 */
record Flow(String email, String name, String passwordHash, MailKind kind) {
    @Override
    public String toString() {
        return "Flow[" + kind + "]";
    }
}
