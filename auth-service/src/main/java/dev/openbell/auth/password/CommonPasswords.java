package dev.openbell.auth.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What everybody chooses, and so what is guessed first. */
final class CommonPasswords {
    private static final String LIST = "/common-passwords.txt";
    private static final Set<String> ALL = read();

    private CommonPasswords() {}

    /** However it is capitalised. */
    static boolean include(String password) {
        return ALL.contains(password.toLowerCase(Locale.ROOT));
    }

    private static Set<String> read() {
        try (var stream = CommonPasswords.class.getResourceAsStream(LIST)) {
            if (stream == null) throw new IllegalStateException(LIST + " is missing from the class path");
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines();
            return lines.filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
