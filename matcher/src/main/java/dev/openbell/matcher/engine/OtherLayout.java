package dev.openbell.matcher.engine;

/** What was written down cannot be read here: another version wrote it. */
public final class OtherLayout extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherLayout(String message) {
        super(message);
    }
}
