package dev.openbell.bench.engine;

/** Something that carries out a flow, a few commands at a time. It is good for one flow. */
public interface Contestant {
    /** Makes ready what would be ready: commands that have been read, for one. This is not measured. */
    default void prepare(Flow flow, int from, int to) {}

    void carryOut(Flow flow, int from, int to);

    Outcome outcome();
}
