package dev.openbell.mailer.smtp;

import jakarta.mail.MessagingException;
import java.io.Serial;
import java.time.Duration;

/** The server has just failed, and was not even asked. */
public final class LeftAlone extends MessagingException {
    @Serial
    private static final long serialVersionUID = 1L;

    LeftAlone(String failure, Duration left) {
        super(failure + " (asked again in " + left.toMillis() + " ms)");
    }
}
