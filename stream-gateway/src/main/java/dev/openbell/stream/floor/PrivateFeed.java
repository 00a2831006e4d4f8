package dev.openbell.stream.floor;

import dev.openbell.stream.frames.Frame;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A private channel of one session. What happens while its snapshot is being fetched waits here and follows the snapshot, so there is
 * nothing between the two that the client would not hear of.
 */
final class PrivateFeed {
    private static final int MOST_WAITING = 10_000;
    private static final long NEVER = Long.MAX_VALUE;

    private record Late(long sequence, Frame frame) {}

    private final OutTray tray;
    private final Deque<Late> waiting = new ArrayDeque<>();
    private boolean held = true;

    /** The snapshot that the client has includes the events up to here. */
    private long snapshotAt = NEVER;

    PrivateFeed(OutTray tray) {
        this.tray = tray;
    }

    void happened(long sequence, Frame frame) {
        if (!held) {
            send(sequence, frame);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(new Late(sequence, frame));
        } else {
            tray.close(Closing.TOO_SLOW);
        }
    }

    /** A snapshot is being fetched. */
    void hold() {
        held = true;
    }

    void begin(Frame snapshot, long sequence) {
        tray.post(snapshot);
        snapshotAt = sequence;
        release();
    }

    /** What has happened up to this event was told otherwise. */
    void goOnAfter(long sequence) {
        snapshotAt = sequence;
        release();
    }

    /** There is no new snapshot. Goes on after the one before; false if there was none. */
    boolean goOn() {
        if (snapshotAt == NEVER) return false;
        release();
        return true;
    }

    private void release() {
        held = false;
        for (var late : waiting) send(late.sequence, late.frame);
        waiting.clear();
    }

    private void send(long sequence, Frame frame) {
        if (sequence > snapshotAt) tray.post(frame);
    }
}
