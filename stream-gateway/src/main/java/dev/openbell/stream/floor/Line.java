package dev.openbell.stream.floor;

import dev.openbell.stream.frames.Frame;
import java.util.function.IntConsumer;

/** The way to one client. What is said on it within a turn of the floor sets off together, with the {@link Carriers}. */
public interface Line {
    /** Who hears, on any thread, how many bytes have left or never will. Named once, before anything is sent. */
    void whenGone(IntConsumer bytes);

    void send(Frame frame);

    void ping();

    /** After what was sent before. */
    void close(Closing why);
}
