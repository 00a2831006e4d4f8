package dev.openbell.auth.token;

import static dev.openbell.auth.token.KeyFile.SETTING;

import dev.openbell.chassis.start.UnusableSetting;
import io.micronaut.context.ApplicationContext;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code ./openbell rotate-keys}: a new key takes over from the one that signs. Auth-service need not run, and need not be
 * told when it does.
 */
public final class RotateKeys {
    private static final int COULD_NOT = 2;

    private RotateKeys() {}

    /** Reads the settings that auth-service reads, from the same places. */
    public static void main(String[] arguments) {
        try (var settings =
                ApplicationContext.builder().build().getEnvironment().start()) {
            var keys =
                    settings.getProperty("openbell.signing-keys", String.class).orElse("");
            var tokensLive = settings.getProperty("openbell.access-token-ttl", Duration.class)
                    .orElseThrow(() -> new UnusableSetting("ACCESS_TOKEN_TTL is no duration such as 15m"));
            rotate(keys, Instant.now(), tokensLive, System.out);
        } catch (UnusableSetting e) {
            System.err.println("openbell: " + e.getMessage());
            System.exit(COULD_NOT);
        }
    }

    static void rotate(String setting, Instant now, Duration tokensLive, PrintStream out) {
        var file = KeyFile.namedBy(setting)
                .orElseThrow(() -> new UnusableSetting(SETTING + " names no file; keys are rotated in a file only"));
        var before = KeySet.parse(file.read());
        var after = before.rotated(now, tokensLive);
        file.write(after);

        var next = after.keys().getFirst();
        out.printf("The key %s is published, and signs from %s on.%n", next.getKeyID(), KeySet.begins(next));
        for (var key : after.keys()) {
            if (!key.equals(next)) out.printf("The key %s is published until %s.%n", key.getKeyID(), KeySet.ends(key));
        }
        for (var key : before.keys()) {
            if (!before.living(now).contains(key)) out.printf("The key %s is gone.%n", key.getKeyID());
        }
    }
}
