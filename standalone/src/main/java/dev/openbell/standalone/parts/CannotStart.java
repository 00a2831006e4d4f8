package dev.openbell.standalone.parts;

/** Why the venue does not start, in one line for the person who started it. */
public final class CannotStart extends RuntimeException {
    public CannotStart(String reason) {
        super(reason);
    }
}
