package dev.openbell.mailer.smtp;

import java.io.Serial;

/** The server does not take this mail now, but may later; it takes others. */
public final class Deferred extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    Deferred(Exception reason) {
        super(reason.getMessage(), reason);
    }
}
