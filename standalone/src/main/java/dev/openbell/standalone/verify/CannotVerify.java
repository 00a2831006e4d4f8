package dev.openbell.standalone.verify;

/** Why nothing can be said about the tables, in one line for the person who asked. */
public final class CannotVerify extends RuntimeException {
    public CannotVerify(String reason) {
        super(reason);
    }

    CannotVerify(String reason, Throwable cause) {
        super(reason, cause);
    }
}
