package dev.openbell.stream.floor;

import dev.openbell.stream.frames.Frame;

/** The way to one client. */
public interface Line {
    /** Hands over a frame; {@code gone} runs when it has left, or never will. */
    void send(Frame frame, Runnable gone);

    void ping();

    void close(Closing why);
}
