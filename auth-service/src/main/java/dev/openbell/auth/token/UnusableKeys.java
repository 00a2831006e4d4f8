package dev.openbell.auth.token;

import dev.openbell.chassis.start.UnusableSetting;
import java.io.Serial;

/**
 * Without keys to sign with the service must not start. The message is for the operator and never holds key material.
 */
public final class UnusableKeys extends UnusableSetting {
    @Serial
    private static final long serialVersionUID = 1L;

    UnusableKeys(String message) {
        super(message);
    }
}
