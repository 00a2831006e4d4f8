package dev.openbell.mailer.smtp;

import static dev.openbell.mailer.smtp.ScriptedSmtp.office;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.start.UnusableSetting;
import dev.openbell.mailer.letters.Letter;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real mail servers with their moods. */
class MailServerTest {
    private static final Letter LETTER = new Letter("Hello", "Hello\n", "<p>Hello</p>\n");
    private static final String ALICE = "alice@example.com", BOB = "bob@example.com";

    @Test
    void aLetterGoesOutOverTlsWithAPassword() throws Exception {
        try (var server = new ScriptedSmtp("openbell", "s3cret")) {
            office(server.secured("localhost", "s3cret")).send(ALICE, LETTER);

            assertThat(server.recipients()).containsExactly(ALICE);
        }
    }

    @Test
    void aWrongPasswordMayBeMendedAndIsNotTriedAgainAtOnce() {
        try (var server = new ScriptedSmtp("openbell", "s3cret")) {
            var guess = server.secured("localhost", "guess");
            var lines = new Lines(guess);
            var office = office(guess, lines);
            var health = new SmtpHealth(guess, lines);

            assertThatThrownBy(() -> office.send(ALICE, LETTER)).isInstanceOf(AuthenticationFailedException.class);
            assertThatThrownBy(() -> office.send(BOB, LETTER)).isInstanceOf(LeftAlone.class);
            assertThat(health.getHealthInformation().get("error")).startsWith("535");
            assertThat(server.wrongPasswords).hasValue(1);
        }
    }

    @Test
    void whoCannotProveToBeTheServerGetsNeitherPasswordNorMail() {
        try (var server = new ScriptedSmtp("openbell", "s3cret");
                var withoutTls = new ScriptedSmtp(0)) {
            var strangersCertificate = new SmtpServer(server.url("localhost", "?starttls=true"), "openbell", "s3cret");

            for (var stranger : new SmtpServer[] {
                strangersCertificate, server.secured("127.0.0.1", "s3cret"), withoutTls.secured("localhost", "s3cret")
            }) {
                assertThatThrownBy(() -> office(stranger).send(ALICE, LETTER)).isInstanceOf(MessagingException.class);
            }
            assertThat(server.recipients()).isEmpty();
            assertThat(withoutTls.recipients()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"smtp://localhost?starttls=yes", "smtp://localhost?tls", "localhost:25", "http://localhost:25"})
    void whatIsNoAddressOfAServerStopsTheService(String url) {
        assertThatThrownBy(() -> new SmtpServer(URI.create(url), "", ""))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageStartingWith("SMTP_URL");
    }

    @ParameterizedTest
    @CsvSource({"450, bob@example.com", "452, bob@example.com", "451, letter"})
    void notYetToOneMailIsNotNoToTheNext(int code, String what) throws Exception {
        try (var server = new ScriptedSmtp(0)) {
            var office = server.office();
            server.refuses(what, code);

            assertThatThrownBy(() -> office.send(BOB, LETTER))
                    .isInstanceOf(Deferred.class)
                    .hasMessageContaining(Integer.toString(code));

            server.takes("letter");
            office.send(ALICE, LETTER);
            assertThat(server.recipients()).containsExactly(ALICE);
        }
    }

    @ParameterizedTest
    @CsvSource({"550, bob@example.com", "553, bob@example.com", "554, letter"})
    void noIsNoForThisMailAlone(int code, String what) throws Exception {
        try (var server = new ScriptedSmtp(0)) {
            var office = server.office();
            server.refuses(what, code);

            assertThatThrownBy(() -> office.send(BOB, LETTER))
                    .isInstanceOf(Undeliverable.class)
                    .hasMessageContaining(Integer.toString(code));

            server.takes("letter");
            office.send(ALICE, LETTER);
            assertThat(server.recipients()).containsExactly(ALICE);
        }
    }

    @ParameterizedTest
    @CsvSource({"451, sender", "550, sender", "421, alice@example.com"})
    void whatIsWrongWithTheServerIsNotTheMailsFault(int code, String what) {
        try (var server = new ScriptedSmtp(0)) {
            var office = server.office();
            server.refuses(what, code);

            assertThatThrownBy(() -> office.send(ALICE, LETTER)).isInstanceOf(MessagingException.class);
            assertThatThrownBy(() -> office.send(BOB, LETTER)).isInstanceOf(LeftAlone.class);
        }
    }

    @Test
    void aLineIsKeptForTheNextMailAndClosedWhenNoneComes() throws Exception {
        var time = new AtomicLong();
        try (var server = new ScriptedSmtp(0)) {
            var lines = new Lines(server.plain(), time::get);
            var office = office(server.plain(), lines);
            for (int i = 0; i < 20; i++) office.send(ALICE, LETTER);
            assertThat(server.recipients()).hasSize(20);
            assertThat(server.connections).hasValue(1);

            time.set(Duration.ofSeconds(29).toNanos());
            lines.closeIdle();
            office.send(ALICE, LETTER);
            assertThat(server.connections).hasValue(1);

            time.addAndGet(Duration.ofSeconds(31).toNanos());
            lines.closeIdle();
            office.send(ALICE, LETTER);
            assertThat(server.connections).hasValue(2);
            lines.close();
        }
    }

    @Test
    void aServerThatComesBackIsFoundAgain() throws Exception {
        var before = new ScriptedSmtp(0);
        var office = before.office();
        office.send(ALICE, LETTER);
        before.close();
        assertThatThrownBy(() -> office.send(BOB, LETTER)).isInstanceOf(MessagingException.class);

        try (var after = new ScriptedSmtp(before.port())) {
            sendsAtLast(office);

            assertThat(after.recipients()).containsExactly(BOB);
        }
    }

    /** The line that was kept is dead, and the mail does not notice. */
    @Test
    void aServerThatWasRestartedCostsNoMail() throws Exception {
        var before = new ScriptedSmtp(0);
        var office = before.office();
        office.send(ALICE, LETTER);
        before.close();

        try (var after = new ScriptedSmtp(before.port())) {
            office.send(BOB, LETTER);

            assertThat(after.recipients()).containsExactly(BOB);
        }
    }

    @Test
    void aServerThatFailsIsTriedEverMoreSeldom() {
        var time = new AtomicLong();
        var backOff = new BackOff(time::get);
        assertThat(backOff.left()).isZero();

        for (int pause : new int[] {500, 1_000, 2_000, 4_000, 8_000, 8_000}) {
            backOff.failed();
            backOff.failed(); // somebody who had begun at the same time
            assertThat(backOff.left()).isEqualTo(Duration.ofMillis(pause));
            time.addAndGet(Duration.ofMillis(pause).toNanos());
            assertThat(backOff.left()).isZero();
        }
        backOff.worked();
        backOff.failed();
        assertThat(backOff.left()).isEqualTo(Duration.ofMillis(500));
    }

    private static void sendsAtLast(PostOffice office) throws Exception {
        var patience = Instant.now().plusSeconds(60);
        while (true) {
            try {
                office.send(BOB, LETTER);
                return;
            } catch (MessagingException e) {
                if (Instant.now().isAfter(patience)) throw e;
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }
}
