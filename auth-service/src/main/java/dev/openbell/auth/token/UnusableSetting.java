package dev.openbell.auth.token;

import java.io.Serial;

/** The service must not start with what it was told. The message is for the operator. */
public class UnusableSetting extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnusableSetting(String message) {
        super(message);
    }
}
