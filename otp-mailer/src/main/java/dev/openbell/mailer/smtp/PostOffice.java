package dev.openbell.mailer.smtp;

import dev.openbell.mailer.letters.Letter;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Hands letters to the SMTP server. */
@Singleton
public final class PostOffice {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int REFUSED = 400, CLOSING = 421, REFUSED_FOR_GOOD = 500;
    private static final Set<String> LETTER = Set.of("DATA", ".");

    private final Lines lines;
    private final Session session;
    private final InternetAddress sender;

    PostOffice(SmtpServer server, Lines lines, @Value("${openbell.smtp.from}") String sender) throws AddressException {
        this.lines = lines;
        this.session = server.session();
        this.sender = new InternetAddress(sender, true);
    }

    /**
     * Returns once the server has taken it.
     *
     * @throws MessagingException the server fails, whatever it is asked to take
     * @throws Deferred it may be tried again, later; others are taken meanwhile
     * @throws Undeliverable it need not
     */
    public void send(String email, Letter letter) throws MessagingException, Deferred, Undeliverable {
        var recipient = new InternetAddress[] {recipient(email)};
        var message = message(recipient, letter);
        var line = lines.take();
        try {
            line.sendMessage(message, recipient);
        } catch (MessagingException e) {
            lines.hangUp(line);
            var answer = answerToThisMail(e);
            if (answer == null) {
                lines.serverFailed(e);
                throw e;
            }
            lines.serverWorked();
            if (answer.code >= REFUSED_FOR_GOOD) throw new Undeliverable(answer.failure);
            throw new Deferred(answer.failure);
        } catch (RuntimeException e) {
            lines.hangUp(line);
            throw e;
        }
        lines.giveBack(line);
        lines.serverWorked();
    }

    private MimeMessage message(Address[] recipient, Letter letter) throws MessagingException {
        var text = new MimeBodyPart();
        text.setText(letter.text(), UTF_8);
        var html = new MimeBodyPart();
        html.setText(letter.html(), UTF_8, "html");

        var message = new MimeMessage(session);
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

    private record Answer(int code, MessagingException failure) {}

    /**
     * What was answered to this recipient or this letter; null when it was something else that failed. A server that refuses our sender or
     * our sign-in may be mended.
     */
    private static @Nullable Answer answerToThisMail(MessagingException failure) {
        for (Exception e = failure; e instanceof MessagingException next; e = next.getNextException()) {
            int code = switch (next) {
                case SMTPAddressFailedException recipient -> recipient.getReturnCode();
                case SMTPSendFailedException sent when LETTER.contains(sent.getCommand()) -> sent.getReturnCode();
                default -> 0;
            };
            if (code >= REFUSED && code != CLOSING) return new Answer(code, next);
        }
        return null;
    }
}
