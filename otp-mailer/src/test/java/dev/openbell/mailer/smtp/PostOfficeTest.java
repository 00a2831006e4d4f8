package dev.openbell.mailer.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import dev.openbell.mailer.letters.Letter;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostOfficeTest {
    private static final Letter LETTER = new Letter("Grüße", "Ein schöner Text\n", "<p>Ein schöner Text</p>\n");

    private final GreenMail mails = RealSmtp.server();

    @BeforeEach
    void start() {
        mails.start();
    }

    @AfterEach
    void stop() {
        mails.stop();
    }

    @Test
    void aLetterArrivesInBothForms() throws Exception {
        postOffice("", "").send("alice@example.com", LETTER);

        var received = mails.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Grüße");
        assertThat(received.getFrom()[0]).hasToString("Openbell <no-reply@openbell.dev>");
        assertThat(received.getAllRecipients()[0]).hasToString("alice@example.com");
        var parts = (MimeMultipart) received.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString()).startsWith("Ein schöner Text");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    }

    @Test
    void itSignsInWhereThereIsAUser() throws Exception {
        mails.setUser("openbell@example.com", "openbell", "s3cret");

        postOffice("openbell", "s3cret").send("alice@example.com", LETTER);

        assertThat(mails.getReceivedMessages()).hasSize(1);
        assertThatThrownBy(() -> postOffice("openbell", "wrong").send("alice@example.com", LETTER))
                .isInstanceOf(MessagingException.class);
    }

    @Test
    void aServerThatIsDownMayBeTriedAgain() {
        var postOffice = postOffice("", "");
        mails.stop();

        assertThatThrownBy(() -> postOffice.send("alice@example.com", LETTER)).isInstanceOf(MessagingException.class);
    }

    @Test
    void whatIsNoAddressNeedNot() {
        assertThatThrownBy(() -> postOffice("", "").send("alice@example.com\r\nBcc: eve@example.com", LETTER))
                .isInstanceOf(Undeliverable.class);
    }

    @Test
    void readinessFollowsTheServer() {
        var server = server("", "");
        assertThat(new SmtpHealth(server).getHealthInformation()).doesNotContainKey("error");

        mails.stop();

        assertThat(new SmtpHealth(server).getHealthInformation()).containsKey("error");
    }

    private PostOffice postOffice(String user, String password) {
        try {
            return new PostOffice(server(user, password), "Openbell <no-reply@openbell.dev>");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private SmtpServer server(String user, String password) {
        return new SmtpServer(URI.create("smtp://127.0.0.1:" + mails.getSmtp().getPort()), user, password);
    }
}
