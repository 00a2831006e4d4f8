package dev.openbell.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.refusal.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Passwords passwords = new Passwords(metrics);

    @Test
    void aPasswordMatchesItsOwnHashToTheLastOfSeventyTwoBytes() {
        var longest = "x".repeat(72);
        var hash = passwords.hash(longest);

        assertThat(hash).startsWith("$2a$10$");
        assertThat(passwords.match(longest, hash)).isTrue();
        assertThat(passwords.match("x".repeat(71) + "y", hash)).isFalse();
    }

    @Test
    void nothingMatchesAnAccountWithoutAPassword() {
        assertThat(passwords.match("somebody's password", "")).isFalse();
        assertThat(passwords.match("nobody's password", "")).isFalse();
    }

    @Test
    void itCostsAHashAlsoWhereThereIsNothingToCompareWith() {
        var hash = passwords.hash("a password");
        double before = hashed();

        passwords.match("another password", hash);
        passwords.match("another password", "");
        passwords.match("short", hash);

        assertThat(hashed()).isEqualTo(before + 3);
    }

    @Test
    void lengthIsCountedInBytes() {
        assertThat(Passwords.valid("password", "ünïcödé")).hasSize(7);

        refused("1234567", "must have 8 to 72 bytes");
        refused("€".repeat(25), "must have 8 to 72 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "PassWord", "12345678", "qwertyuiop", "iloveyou", "trustno1", "P@ssw0rd"})
    void whatEverybodyHasNobodyMayChoose(String password) {
        refused(password, "is one of the most common; choose one that nobody guesses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"correct horse alice", "a long enough secret", "# The 10,000 passwords", "пароль для биржи"})
    void whatNobodyGuessesMayBeChosen(String password) {
        assertThat(Passwords.valid("password", password)).isEqualTo(password);
    }

    private double hashed() {
        return metrics.get("openbell.auth.passwords.hashed").timer().count();
    }

    private static void refused(String password, String why) {
        assertThatThrownBy(() -> Passwords.valid("new_password", password))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.errors())
                                .containsExactly(new Refusal.FieldError("new_password", why)));
    }
}
