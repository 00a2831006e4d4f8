package dev.openbell.standalone.inbox;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;

/** Takes mail on one port and shows it on another. */
public final class Inbox implements AutoCloseable {
    /** While everything else of the venue starts as well, two seconds, which are usual, may be too few. */
    private static final long STARTED_WITHIN_MS = 60_000;

    private final GreenMail smtp;
    private final InboxServer http;

    private Inbox(GreenMail smtp, InboxServer http) {
        this.smtp = smtp;
        this.http = http;
    }

    /** Opens both ports; the folder keeps the mails, from one start to the next. */
    public static Inbox open(Path folder, int smtpPort, int httpPort) throws IOException {
        var mailbox = Mailbox.in(folder);
        var http = InboxServer.open(mailbox, httpPort);
        var setup =
                new ServerSetup(smtpPort, InetAddress.getLoopbackAddress().getHostAddress(), ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(STARTED_WITHIN_MS);
        var smtp = new GreenMail(setup);
        deliverAllTo(mailbox, smtp);
        smtp.start();
        return new Inbox(smtp, http);
    }

    @Override
    public void close() {
        smtp.stop();
        http.close();
    }

    /** Whoever a mail is for, there is one mailbox. */
    private static void deliverAllTo(Mailbox mailbox, GreenMail smtp) {
        var users = smtp.getUserManager();
        var owner = new UserImpl("inbox", "inbox", "", users.getImapHostManager()) {
            @Override
            public void deliver(MovingMessage mail) {
                mailbox.keep(mail.getMessage());
            }
        };
        users.setMessageDeliveryHandler((mail, recipient) -> owner);
    }
}
