package dev.openbell.stream.door;

import dev.openbell.stream.floor.Closing;
import dev.openbell.stream.floor.Line;
import dev.openbell.stream.frames.Frame;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The way to one client over its socket. What a turn of the floor says to it is written at once. */
final class SocketLine implements Line {
    private final Channel channel;
    private final SocketGate gate;
    private final SocketCarriers carriers;
    private IntConsumer gone = bytes -> {};
    private @Nullable Errand next;

    SocketLine(Channel channel, SocketCarriers carriers) {
        this.channel = channel;
        this.gate = channel.pipeline().get(SocketGate.class);
        this.carriers = carriers;
    }

    /** What is to be said to one client, on its socket's own thread. */
    static final class Errand implements Runnable {
        private final SocketLine line;
        private final List<Frame> frames = new ArrayList<>(4);
        private int bytes;
        private @Nullable Closing farewell;

        private Errand(SocketLine line) {
            this.line = line;
        }

        @Override
        public void run() {
            line.gate.say(frames, () -> line.gone.accept(bytes));
            if (farewell != null) line.gate.close(farewell);
        }
    }

    @Override
    public void whenGone(IntConsumer bytes) {
        gone = bytes;
    }

    @Override
    public void send(Frame frame) {
        var errand = errand();
        errand.frames.add(frame);
        errand.bytes += frame.length();
    }

    @Override
    public void ping() {
        channel.eventLoop().execute(gate::ping);
    }

    @Override
    public void close(Closing why) {
        errand().farewell = why;
    }

    private Errand errand() {
        if (next == null) {
            next = new Errand(this);
            carriers.isNeeded(this);
        }
        return next;
    }

    Channel channel() {
        return channel;
    }

    /** The turn of the floor is over. */
    Errand setOff() {
        var errand = errand();
        next = null;
        return errand;
    }
}
