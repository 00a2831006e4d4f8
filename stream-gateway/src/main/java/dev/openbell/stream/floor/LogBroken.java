package dev.openbell.stream.floor;

import java.io.Serial;

/** The log does not go on where it was: the books must be taken from the matcher again. */
public final class LogBroken extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public LogBroken(String how) {
        super(how);
    }
}
