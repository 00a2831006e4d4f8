package dev.openbell.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @Test
    void anAddressHasOneForm() {
        assertThat(EmailAddress.normalised("  Alice.B+x@Example.COM ")).isEqualTo("alice.b+x@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "alice@",
                "@example.com",
                "alice@localhost",
                "a b@example.com",
                "alice@example.com\r\nBcc: x@y.zz",
                "alice@-example.com",
                "alice@example..com",
                "alice@example.com,bob@example.com",
                "al\u0000ice@example.com"
            })
    void whatCannotBeOneIsRefused(String text) {
        assertThatThrownBy(() -> EmailAddress.normalised(text))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(Refusal.FieldError::field)
                                .containsExactly("email"));
    }
}
