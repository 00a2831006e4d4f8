package dev.openbell.chassis.start;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Outside the embedded venue no service starts with a secret that is missing, short, or known to everybody. {@code openbell.secrets} in its
 * application.yml says which settings hold one: the password of a URL, or the text itself.
 */
@Context
public final class Secrets {
    private static final int SHORTEST = 16;
    /** What stands in documentation, to be replaced. */
    private static final Pattern SAMPLE = Pattern.compile("(?i)openbell|password|secret|change.?me|example|sample");

    private static final Pattern PASSWORD_PARAMETER = Pattern.compile("[?&]password=([^&]*)");

    Secrets(Environment settings, @Value("${openbell.embedded:false}") boolean embedded) {
        if (embedded) return;
        settings.getProperties("openbell.secrets", StringConvention.RAW)
                .forEach((setting, value) -> check(setting, secretOf(String.valueOf(value))));
    }

    /**
     * Returns when nobody could guess it.
     *
     * @param setting what the operator has to set, to be told
     */
    public static void check(String setting, String secret) {
        if (secret.isEmpty())
            throw new UnusableSetting(setting + " has no secret in it, and outside the embedded venue it must");
        if (SAMPLE.matcher(secret).find())
            throw new UnusableSetting(setting + " has a sample for a secret; draw one of your own");
        if (secret.length() < SHORTEST) {
            throw new UnusableSetting(
                    setting + " has a secret of fewer than " + SHORTEST + " characters; draw a longer one");
        }
    }

    private static String secretOf(String value) {
        if (value.startsWith("jdbc:")) {
            var password = PASSWORD_PARAMETER.matcher(value);
            return password.find() ? password.group(1) : "";
        }
        if (!value.contains("://")) return value;
        var user = URI.create(value).getUserInfo();
        return user == null ? "" : Arrays.asList(user.split(":", 2)).getLast();
    }
}
