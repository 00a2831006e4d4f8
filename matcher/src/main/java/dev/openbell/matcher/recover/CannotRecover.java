package dev.openbell.matcher.recover;

/** Why nothing can be done, in one line for the operator. */
sealed class CannotRecover extends RuntimeException permits Halts {
    private static final long serialVersionUID = 1L;

    CannotRecover(String reason) {
        super(reason);
    }

    CannotRecover(String reason, Throwable cause) {
        super(reason, cause);
    }
}
