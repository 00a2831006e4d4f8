package dev.openbell.mailer.smtp;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.net.URI;
import java.util.Properties;

/**
 * Where mails are handed over: {@code smtp://host:port}, {@code smtp://host:port?starttls=true} or {@code
 * smtps://host:port}.
 */
@Singleton
public final class SmtpServer {
    private static final String CONNECTED_WITHIN_MS = "5000", ANSWERED_WITHIN_MS = "10000";
    private static final int SMTP = 25, SMTPS = 465;

    private final String protocol;
    private final String host;
    private final int port;
    private final String user;
    private final String password;
    private final Session session;

    public SmtpServer(
            @Value("${openbell.smtp.url}") URI url,
            @Value("${openbell.smtp.user:}") String user,
            @Value("${openbell.smtp.password:}") String password) {
        protocol = url.getScheme();
        host = url.getHost();
        if (host == null || !("smtp".equals(protocol) || "smtps".equals(protocol))) {
            throw new IllegalArgumentException("SMTP_URL must be smtp://host:port or smtps://host:port");
        }
        port = url.getPort() >= 0 ? url.getPort() : "smtps".equals(protocol) ? SMTPS : SMTP;
        this.user = user;
        this.password = password;
        session = Session.getInstance(settings("starttls=true".equals(url.getQuery())));
    }

    Session session() {
        return session;
    }

    /** A connection that is ready for a mail; signed in, where there is a user. */
    Transport connect() throws MessagingException {
        var transport = session.getTransport(protocol);
        if (user.isEmpty()) transport.connect(host, port, null, null);
        else transport.connect(host, port, user, password);
        return transport;
    }

    private Properties settings(boolean startTls) {
        var settings = new Properties();
        var prefix = "mail." + protocol + ".";
        settings.setProperty(prefix + "auth", Boolean.toString(!user.isEmpty()));
        settings.setProperty(prefix + "connectiontimeout", CONNECTED_WITHIN_MS);
        settings.setProperty(prefix + "timeout", ANSWERED_WITHIN_MS);
        settings.setProperty(prefix + "writetimeout", ANSWERED_WITHIN_MS);
        settings.setProperty(prefix + "ssl.checkserveridentity", "true");
        // Required, not merely tried: somebody in between could strip the offer.
        settings.setProperty(prefix + "starttls.enable", Boolean.toString(startTls));
        settings.setProperty(prefix + "starttls.required", Boolean.toString(startTls));
        return settings;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
