package dev.openbell.mailer.smtp;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** A mail server of the test's own, on a free port. */
public final class RealSmtp {
    private static final long STARTED_WITHIN_MS = 60_000;

    private RealSmtp() {}

    public static GreenMail server() {
        var setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(STARTED_WITHIN_MS);
        return new GreenMail(setup);
    }
}
