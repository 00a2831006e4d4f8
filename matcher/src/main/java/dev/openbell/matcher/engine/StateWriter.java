package dev.openbell.matcher.engine;

/** Where an engine writes down all that it knows. */
public interface StateWriter {
    void number(long number);

    /** The first of these numbers, as many as said. */
    void numbers(long[] numbers, int count);

    void text(String text);
}
