package dev.openbell.matcher.engine;

/** Why a command did nothing, with the numbers that explain it. */
public record Refused(Why why, long first, long second) {
    static Refused because(Why why) {
        return new Refused(why, 0, 0);
    }

    static Refused because(Why why, long first) {
        return new Refused(why, first, 0);
    }

    static Refused because(Why why, long first, long second) {
        return new Refused(why, first, second);
    }

    public String code() {
        return why.code();
    }

    /** In words. */
    public String detail() {
        return why.words(first, second);
    }
}
