package dev.openbell.stream.floor;

import dev.openbell.stream.frames.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one client has still to be sent, and never more than fits.
 *
 * <p>The socket is given so many bytes and no more until some have left. Beyond that, a frame that may be left out is refused, and its sender
 * makes up for it later; one that must arrive waits, and a client for whom too much waits is closed. So a client that never reads costs
 * about {@link #IN_FLIGHT} + {@link #WAITING} bytes.
 */
public final class OutTray {
    static final int IN_FLIGHT = 128 * 1024;
    static final int WAITING = 1024 * 1024;

    private final Line line;
    private final FloorMetrics metrics;
    private final Runnable onRoom;
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean closed;

    /** Given to the socket and not gone yet. Counted down by the socket's thread; all else here is the floor's. */
    private final AtomicInteger inFlight = new AtomicInteger();

    private final AtomicBoolean wantsRoom = new AtomicBoolean();

    /** @param onRoom runs, on any thread, when there is room again after something was refused or had to wait */
    public OutTray(Line line, FloorMetrics metrics, Runnable onRoom) {
        this.line = line;
        this.metrics = metrics;
        this.onRoom = onRoom;
        line.whenGone(this::gone);
    }

    /** Sends a frame that may be left out. False: there is no room for it now. */
    boolean offer(Frame frame) {
        if (closed) return true;
        if (hasRoom()) {
            send(frame);
            return true;
        }
        wantRoom();
        return false;
    }

    /** Sends a frame that must arrive. */
    void post(Frame frame) {
        if (closed) return;
        if (hasRoom()) {
            send(frame);
        } else if (waitingBytes > WAITING) {
            close(Closing.TOO_SLOW);
        } else {
            waiting.addLast(frame);
            waitingBytes += frame.length();
            metrics.queued(frame.length());
            wantRoom();
        }
    }

    /** Sends on what waits, as far as there is room. */
    void resume() {
        while (!waiting.isEmpty() && inFlight.get() < IN_FLIGHT) {
            var frame = waiting.removeFirst();
            waitingBytes -= frame.length();
            metrics.queued(-frame.length());
            send(frame);
        }
        if (!waiting.isEmpty()) wantRoom();
    }

    void ping() {
        if (!closed) line.ping();
    }

    void close(Closing why) {
        if (closed) return;
        close();
        line.close(why);
    }

    /** The line is gone: nothing more is sent. */
    void close() {
        closed = true;
        waiting.clear();
        metrics.queued(-waitingBytes);
        waitingBytes = 0;
    }

    private boolean hasRoom() {
        return waiting.isEmpty() && inFlight.get() < IN_FLIGHT;
    }

    private void send(Frame frame) {
        inFlight.addAndGet(frame.length());
        metrics.sent();
        line.send(frame);
    }

    private void gone(int bytes) {
        inFlight.addAndGet(-bytes);
        callIfRoom();
    }

    /** The wish comes first and the look afterwards, and with the socket the other way round: so one of the two sees the other. */
    private void wantRoom() {
        wantsRoom.set(true);
        callIfRoom();
    }

    /** Half of it must be free, so that a slow client is not woken for every frame. */
    private void callIfRoom() {
        if (inFlight.get() <= IN_FLIGHT / 2 && wantsRoom.compareAndSet(true, false)) onRoom.run();
    }
}
