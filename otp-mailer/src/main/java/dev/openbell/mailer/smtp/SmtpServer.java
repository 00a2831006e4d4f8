package dev.openbell.mailer.smtp;

import dev.openbell.chassis.start.UnusableSetting;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.net.URI;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where mails are handed over: {@code smtp://host:port}, {@code smtp://host:port?starttls=true} or {@code
 * smtps://host:port}.
 */
@Singleton
final class SmtpServer {
    private static final String CONNECTED_WITHIN_MS = "5000", ANSWERED_WITHIN_MS = "10000";
    private static final int SMTP = 25, SMTPS = 465;
    private static final String STARTTLS = "starttls=true";

    private final String protocol;
    private final String host;
    private final int port;
    private final String user;
    private final String password;
    private final Session session;

    @Inject
    SmtpServer(
            @Value("${openbell.smtp.url}") URI url,
            @Value("${openbell.smtp.user:}") String user,
            @Value("${openbell.smtp.password:}") String password) {
        this(url, user, password, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param trusting knows whom to believe that he is the server */
    SmtpServer(URI url, String user, String password, SSLSocketFactory trusting) {
        protocol = url.getScheme();
        host = url.getHost();
        if (host == null || !("smtp".equals(protocol) || "smtps".equals(protocol))) {
            throw new UnusableSetting("SMTP_URL must be smtp://host:port or smtps://host:port");
        }
        var query = url.getQuery();
        // Somebody who wanted TLS and misspelt it must not get none.
        if (query != null && !query.equals(STARTTLS)) {
            throw new UnusableSetting("SMTP_URL may end with ?" + STARTTLS + " and nothing else");
        }
        port = url.getPort() >= 0 ? url.getPort() : "smtps".equals(protocol) ? SMTPS : SMTP;
        this.user = user;
        this.password = password;
        session = Session.getInstance(settings(query != null, trusting));
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

    private Properties settings(boolean startTls, SSLSocketFactory trusting) {
        var settings = new Properties();
        var prefix = "mail." + protocol + ".";
        settings.setProperty(prefix + "auth", Boolean.toString(!user.isEmpty()));
        settings.setProperty(prefix + "connectiontimeout", CONNECTED_WITHIN_MS);
        settings.setProperty(prefix + "timeout", ANSWERED_WITHIN_MS);
        settings.setProperty(prefix + "writetimeout", ANSWERED_WITHIN_MS);
        settings.put(prefix + "ssl.socketFactory", trusting);
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
