package dev.openbell.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.refusal.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

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

    private double hashed() {
        return metrics.get("openbell.auth.passwords.hashed").counter().count();
    }

    @Test
    void lengthIsCountedInBytes() {
        assertThat(Passwords.valid("ünïcödé")).hasSize(7);
        for (var password : new String[] {"1234567", "€".repeat(25)}) {
            assertThatThrownBy(() -> Passwords.valid(password))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.errors())
                                    .extracting(Refusal.FieldError::field)
                                    .containsExactly("password"));
        }
    }
}
