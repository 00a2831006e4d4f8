package dev.openbell.mailer.smtp;

import dev.openbell.mailer.letters.Letter;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** Hands letters to the SMTP server. */
@Singleton
public final class PostOffice {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int REFUSED_FOR_GOOD = 500;

    private final SmtpServer server;
    private final InternetAddress sender;

    public PostOffice(SmtpServer server, @Value("${openbell.smtp.from}") String sender) throws AddressException {
        this.server = server;
        this.sender = new InternetAddress(sender, true);
    }

    /**
     * Returns once the server has taken it.
     *
     * @throws MessagingException it may be tried again
     * @throws Undeliverable it need not
     */
    public void send(String email, Letter letter) throws MessagingException, Undeliverable {
        var recipient = new InternetAddress[] {recipient(email)};
        var message = message(recipient, letter);
        try (var transport = server.connect()) {
            transport.sendMessage(message, recipient);
        } catch (MessagingException e) {
            if (isRefusedForGood(e)) throw new Undeliverable(e);
            throw e;
        }
    }

    private MimeMessage message(Address[] recipient, Letter letter) throws MessagingException {
        var text = new MimeBodyPart();
        text.setText(letter.text(), UTF_8);
        var html = new MimeBodyPart();
        html.setText(letter.html(), UTF_8, "html");

        var message = new MimeMessage(server.session());
        message.setFrom(sender);
        message.setRecipients(RecipientType.TO, recipient);
        message.setSubject(letter.subject(), UTF_8);
        message.setSentDate(Date.from(Instant.now()));
        message.setHeader("Auto-Submitted", "auto-generated"); // no out-of-office replies
        message.setContent(new MimeMultipart("alternative", text, html)); // the best form comes last
        message.saveChanges();
        return message;
    }

    private static InternetAddress recipient(String email) throws Undeliverable {
        try {
            return new InternetAddress(email, true);
        } catch (AddressException e) {
            throw new Undeliverable(e);
        }
    }

    /**
     * Only the answer to the recipient's address counts: a server that refuses our sender or our sign-in may be mended.
     */
    private static boolean isRefusedForGood(MessagingException failure) {
        for (Exception e = failure; e instanceof MessagingException next; e = next.getNextException()) {
            if (e instanceof SMTPAddressFailedException refused && refused.getReturnCode() >= REFUSED_FOR_GOOD)
                return true;
        }
        return false;
    }
}
