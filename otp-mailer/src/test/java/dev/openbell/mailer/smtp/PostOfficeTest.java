package dev.openbell.mailer.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.mailer.letters.Letter;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostOfficeTest {
    private static final Letter LETTER = new Letter("Grüße", "Ein schöner Text\n", "<p>Ein schöner Text</p>\n");

    private final ScriptedSmtp server = new ScriptedSmtp(0);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLetterArrivesInBothForms() throws Exception {
        server.office().send("alice@example.com", LETTER);

        var received = server.last();
        assertThat(received.getSubject()).isEqualTo("Grüße");
        assertThat(received.getFrom()[0]).hasToString("Openbell <no-reply@openbell.dev>");
        assertThat(received.getAllRecipients()[0]).hasToString("alice@example.com");
        var parts = (MimeMultipart) received.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString()).startsWith("Ein schöner Text");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    }

    @Test
    void whatIsNoAddressNeedNot() {
        assertThatThrownBy(() -> server.office().send("alice@example.com\r\nBcc: eve@example.com", LETTER))
                .isInstanceOf(Undeliverable.class);
    }

    @Test
    void readinessFollowsTheServer() {
        assertThat(health().getHealthInformation()).doesNotContainKey("error");

        server.close();

        assertThat(health().getHealthInformation()).containsKey("error");
    }

    private SmtpHealth health() {
        return new SmtpHealth(server.plain(), new Lines(server.plain()));
    }
}
