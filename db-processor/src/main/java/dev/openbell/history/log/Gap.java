package dev.openbell.history.log;

/** Events are missing between what was folded and what came next. They may stand elsewhere in the log; otherwise it halts. */
public final class Gap extends Halt {
    private static final long serialVersionUID = 1L;

    public Gap(String reason) {
        super(reason);
    }
}
