package dev.openbell.matcher.engine;

/** From where an engine reads back what another one wrote down. */
public interface StateReader {
    long number();

    /** Fills the first places of the array. */
    void numbers(long[] into, int count);

    String text();

    /** Reads a number that can only be this one. */
    default void expect(long expected, String what) {
        long found = number();
        if (found != expected) throw new OtherLayout(what + " is " + expected + " here and " + found + " there");
    }
}
