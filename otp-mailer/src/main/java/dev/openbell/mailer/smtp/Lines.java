package dev.openbell.mailer.smtp;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the mail server. One that has carried a mail is kept for the next, since a greeting with TLS and a password takes
 * longer than a mail. A server that fails is left alone for a while.
 */
@Singleton
final class Lines {
    private static final Logger log = LoggerFactory.getLogger(Lines.class);
    private static final Duration KEPT = Duration.ofSeconds(30);

    private record Idle(Transport line, long since) {}

    private final SmtpServer server;
    private final LongSupplier nanos;
    private final BackOff backOff;
    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private volatile String lastFailure = "";

    @Inject
    Lines(SmtpServer server) {
        this(server, System::nanoTime);
    }

    Lines(SmtpServer server, LongSupplier nanos) {
        this.server = server;
        this.nanos = nanos;
        backOff = new BackOff(nanos);
    }

    /**
     * A line that is open.
     *
     * @throws LeftAlone without asking, while the server is left alone
     */
    Transport take() throws MessagingException {
        var left = backOff.left();
        if (!left.isZero()) throw new LeftAlone(lastFailure, left);
        for (Idle last; (last = idle.pollLast()) != null; ) {
            if (last.line.isConnected()) return last.line;
        }
        try {
            return server.connect();
        } catch (MessagingException e) {
            serverFailed(e);
            throw e;
        }
    }

    /** It has done its work, and is good for more. */
    void giveBack(Transport line) {
        idle.addLast(new Idle(line, nanos.getAsLong()));
    }

    /** Something was said on it that leaves open how it stands. */
    void hangUp(Transport line) {
        try {
            line.close();
        } catch (MessagingException e) {
            log.debug("A line broke while it was closed", e);
        }
    }

    void serverWorked() {
        backOff.worked();
    }

    void serverFailed(MessagingException how) {
        lastFailure = String.valueOf(how.getMessage());
        backOff.failed();
    }

    /** Those that were given back first are at the front. */
    @Scheduled(fixedDelay = "10s")
    void closeIdle() {
        for (Idle first; (first = idle.peekFirst()) != null && nanos.getAsLong() - first.since > KEPT.toNanos(); ) {
            if (idle.remove(first)) hangUp(first.line);
        }
    }

    @PreDestroy
    void close() {
        for (Idle next; (next = idle.pollFirst()) != null; ) hangUp(next.line);
    }
}
