package dev.openbell.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.refusal.Refusal;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

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
