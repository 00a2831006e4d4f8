package dev.openbell.chassis.start;

import java.io.Serial;

/** With this setting the service must not start. The message is one line for the operator: it names the variable, and holds no secret. */
public class UnusableSetting extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnusableSetting(String message) {
        super(message);
    }
}
