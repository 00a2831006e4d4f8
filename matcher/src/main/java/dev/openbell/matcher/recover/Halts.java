package dev.openbell.matcher.recover;

/** A record stops every matcher that comes to it. */
final class Halts extends CannotRecover {
    private static final long serialVersionUID = 1L;

    private final long offset;
    private final String why;

    Halts(long offset, RuntimeException why) {
        super(
                "The shard halts at offset %d: %s. ./openbell recover --skip %d --reason TEXT passes over that record"
                        .formatted(offset, why.getMessage(), offset),
                why);
        this.offset = offset;
        this.why = String.valueOf(why.getMessage());
    }

    long offset() {
        return offset;
    }

    String why() {
        return why;
    }
}
