package dev.openbell.history.log;

/** A log cannot be followed any further by this program alone: a wrong table would be worse than one that is behind. */
public sealed class Halt extends RuntimeException permits Gap {
    private static final long serialVersionUID = 1L;

    public Halt(String reason) {
        super(reason);
    }

    public Halt(String reason, Throwable cause) {
        super(reason, cause);
    }
}
