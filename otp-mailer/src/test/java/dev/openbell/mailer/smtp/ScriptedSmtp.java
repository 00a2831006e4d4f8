package dev.openbell.mailer.smtp;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** A mail server that answers as a test wants it to, over real sockets; with TLS and a password where it insists on them. */
public final class ScriptedSmtp implements AutoCloseable {
    private static final SSLContext SERVING, TRUSTING;

    static {
        try {
            X509Bundle identity = new CertificateBuilder()
                    .subject("CN=localhost")
                    .addSanDnsName("localhost")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            SERVING = SSLContext.getInstance("TLS");
            SERVING.init(identity.toKeyManagerFactory().getKeyManagers(), null, null);
            TRUSTING = SSLContext.getInstance("TLS");
            TRUSTING.init(null, new TrustManager[] {identity.toTrustManager()}, null);
        } catch (Exception e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final List<MimeMessage> received = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger wrongPasswords = new AtomicInteger();

    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final SMTPServer server;

    /** A server that anybody may use; 0 is any port. */
    public ScriptedSmtp(int port) {
        server = builder(port).build();
        server.start();
    }

    /** Takes mails only over TLS, and only from who knows the password. */
    ScriptedSmtp(String user, String password) {
        server = builder(0)
                .startTlsSocketFactory(SERVING)
                .requireTLS()
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((givenUser, given, context) -> {
                    if (user.equals(givenUser) && password.equals(given)) return;
                    wrongPasswords.incrementAndGet();
                    throw new LoginFailedException();
                }))
                .build();
        server.start();
    }

    private SMTPServer.Builder builder(int port) {
        return new SMTPServer.Builder()
                .port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                // So long it waits at most, when it stops, for a customer who has just come and says nothing.
                .connectionTimeout(10, TimeUnit.SECONDS)
                .sessionHandler(new Counter())
                .messageHandlerFactory(context -> new Script());
    }

    /** From now on; what is refused is {@code sender}, {@code letter}, or a recipient. */
    public void refuses(String what, int code) {
        refusals.put(what, code);
    }

    void takes(String what) {
        refusals.remove(what);
    }

    /** To whom it has taken mails, in their order. */
    public List<String> recipients() {
        return received.stream().map(ScriptedSmtp::recipient).toList();
    }

    MimeMessage last() {
        return received.getLast();
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A post office that hands its letters over here. */
    public PostOffice office() {
        return office(plain());
    }

    static PostOffice office(SmtpServer server) {
        return office(server, new Lines(server));
    }

    static PostOffice office(SmtpServer server, Lines lines) {
        try {
            return new PostOffice(server, lines, "Openbell <no-reply@openbell.dev>");
        } catch (AddressException e) {
            throw new IllegalStateException(e);
        }
    }

    SmtpServer plain() {
        return new SmtpServer(url("127.0.0.1", ""), "", "");
    }

    /** This server, for the user openbell with this password. */
    SmtpServer secured(String host, String password) {
        return new SmtpServer(url(host, "?starttls=true"), "openbell", password, TRUSTING.getSocketFactory());
    }

    URI url(String host, String query) {
        return URI.create("smtp://" + host + ":" + port() + query);
    }

    int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Script implements MessageHandler {
        @Override
        public void from(String from) throws RejectException {
            answer("sender");
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            answer(recipient);
        }

        @Override
        public @Nullable String data(InputStream data) throws RejectException, IOException {
            var mail = read(data);
            answer("letter");
            received.add(mail);
            return null;
        }

        private static MimeMessage read(InputStream data) throws IOException {
            try {
                return new MimeMessage(jakarta.mail.Session.getInstance(new Properties()), data);
            } catch (MessagingException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void done() {}

        private void answer(String what) throws RejectException {
            var code = refusals.get(what);
            if (code != null) throw new RejectException(code, "not this " + what);
        }
    }

    private final class Counter implements SessionHandler {
        @Override
        public SessionAcceptance accept(Session session) {
            connections.incrementAndGet();
            open.incrementAndGet();
            return SessionAcceptance.success();
        }

        @Override
        public void onSessionEnd(Session session) {
            open.decrementAndGet();
        }
    }
}
