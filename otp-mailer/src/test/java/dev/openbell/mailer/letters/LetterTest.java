package dev.openbell.mailer.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.MailRequested;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LetterTest {
    private static final Pattern SIX_DIGITS = Pattern.compile("\\b\\d{6}\\b");
    private static final MailRequested MAIL = MailRequested.newBuilder()
            .setFlowId("0123456789abc")
            .setEmail("alice@example.com")
            .setName("Alice")
            .setCode("271828")
            .setRequestedAtMicros(1_000_000)
            .setExpiresAtMicros(601_000_000)
            .setAddress("203.0.113.9")
            .setUserAgent("Firefox")
            .build();

    @ParameterizedTest
    @EnumSource(names = {"SIGN_UP_CODE", "PASSWORD_RESET_CODE"})
    void aCodeStandsAloneOnItsLineAndIsTheOnlySixDigits(MailKind kind) {
        var letter = letter(kind);

        assertThat(letter.text().lines()).containsOnlyOnce("271828");
        assertThat(SIX_DIGITS.matcher(letter.text()).results().map(MatchResult::group))
                .containsExactly("271828");
        assertThat(SIX_DIGITS.matcher(letter.html()).results().map(MatchResult::group))
                .containsExactly("271828");
        assertThat(letter.text()).contains("10 minutes");
        assertThat(letter.subject()).doesNotContain("271828");
        assertThat(letter.toString()).doesNotContain("271828");
    }

    @ParameterizedTest
    @EnumSource(names = {"ALREADY_REGISTERED", "PASSWORD_CHANGED", "PASSWORD_RESET", "NEW_SIGN_IN", "API_KEY_MADE"})
    void aNoticeCarriesNoCode(MailKind kind) {
        var letter = letter(kind);

        assertThat(letter.text()).startsWith("Hello Alice,").doesNotContain("271828");
        assertThat(letter.html()).doesNotContain("271828");
    }

    @Test
    void whoAskedForACodeCannotWriteIntoAStrangersMail() {
        var letter = Letter.of(MAIL.toBuilder()
                .setKind(MailKind.SIGN_UP_CODE)
                .setName("Visit evil.example")
                .build());

        assertThat(letter.text() + letter.html()).doesNotContain("evil.example");
    }

    @Test
    void markupInANameIsShownAsText() {
        var letter = Letter.of(MAIL.toBuilder()
                .setKind(MailKind.ALREADY_REGISTERED)
                .setName("<img src=x onerror='alert(1)'>")
                .build());

        assertThat(letter.html()).doesNotContain("<img").contains("&lt;img src=x onerror=&#39;alert(1)&#39;&gt;");
    }

    @Test
    void aSignInIsToldWithItsPlace() {
        assertThat(letter(MailKind.NEW_SIGN_IN).text()).contains("from 203.0.113.9 with Firefox.");

        var bot =
                MAIL.toBuilder().setKind(MailKind.NEW_SIGN_IN).clearUserAgent().build();
        assertThat(Letter.of(bot).text()).contains("from 203.0.113.9.");
    }

    @Test
    void whatANewPasswordEndsIsTold() {
        assertThat(letter(MailKind.PASSWORD_RESET).text()).contains("Every session was signed out, and every API key");
        assertThat(letter(MailKind.PASSWORD_CHANGED).text())
                .contains("every other session was signed out. API keys go on working.");
    }

    @Test
    void aNewKeyIsToldWithItsPlace() {
        assertThat(letter(MailKind.API_KEY_MADE).text()).contains("from 203.0.113.9 with Firefox.");
    }

    @Test
    void aKindOfANewerVersionIsRefused() {
        var unknown = MAIL.toBuilder().setKindValue(99).build();

        assertThatThrownBy(() -> Letter.of(unknown)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Letter letter(MailKind kind) {
        return Letter.of(MAIL.toBuilder().setKind(kind).build());
    }
}
