package dev.openbell.mailer.smtp;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Map;

/** Ready only while the SMTP server lets us in. It is asked every few seconds at most, however often we are, and over a line that is open. */
@Singleton
@Readiness
final class SmtpHealth extends AbstractHealthIndicator<Map<String, String>> {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final SmtpServer server;
    private final Lines lines;
    private HealthStatus known = HealthStatus.UNKNOWN;
    private Map<String, String> details = Map.of();
    private long askedAt = System.nanoTime() - REMEMBERED.toNanos();

    SmtpHealth(SmtpServer server, Lines lines) {
        this.server = server;
        this.lines = lines;
    }

    @Override
    protected String getName() {
        return "smtp";
    }

    @Override
    protected synchronized Map<String, String> getHealthInformation() {
        if (System.nanoTime() - askedAt >= REMEMBERED.toNanos()) {
            ask();
            askedAt = System.nanoTime();
        }
        healthStatus = known;
        return details;
    }

    private void ask() {
        try {
            lines.giveBack(lines.take());
            known = HealthStatus.UP;
            details = Map.of("server", server.toString());
        } catch (MessagingException e) {
            known = HealthStatus.DOWN;
            details = Map.of("server", server.toString(), "error", String.valueOf(e.getMessage()));
        }
    }
}
