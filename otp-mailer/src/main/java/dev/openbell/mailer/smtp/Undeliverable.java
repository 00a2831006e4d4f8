package dev.openbell.mailer.smtp;

import java.io.Serial;

/** This mail will never be taken, however often it is tried. */
public final class Undeliverable extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    Undeliverable(Exception reason) {
        super(reason.getMessage(), reason);
    }
}
