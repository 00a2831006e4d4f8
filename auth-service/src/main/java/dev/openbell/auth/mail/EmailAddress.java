package dev.openbell.auth.mail;

import dev.openbell.chassis.refusal.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;

/** E-mail addresses, in the one form in which the venue knows them: trimmed, in lower case. */
public final class EmailAddress {
    private static final int LONGEST = 254;
    private static final Pattern PLAUSIBLE =
            Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]"
                    + "[a-z0-9-]{0,61}[a-z0-9]");

    private EmailAddress() {}

    /**
     * The address in its one form. Whether somebody reads it only a mail can tell.
     *
     * @throws Refusal VALIDATION for what cannot be one
     */
    public static String normalised(String text) {
        var email = text.strip().toLowerCase(Locale.ROOT);
        if (email.length() > LONGEST || !PLAUSIBLE.matcher(email).matches()) {
            throw Refusal.invalid("email", "is not an e-mail address");
        }
        return email;
    }
}
