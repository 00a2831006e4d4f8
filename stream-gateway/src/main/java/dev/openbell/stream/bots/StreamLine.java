package dev.openbell.stream.bots;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.stream.floor.Closing;
import dev.openbell.stream.floor.Line;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The way to a bot over a gRPC stream. It takes no more than the stream can send; what is left waits, as bytes do in a socket. Only the floor uses it. */
final class StreamLine<T> implements Line {
    private final ServerCallStreamObserver<T> stream;
    private final Function<ToClient, @Nullable T> shape;
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private IntConsumer gone = bytes -> {};
    private boolean ended;

    StreamLine(ServerCallStreamObserver<T> stream, Function<ToClient, @Nullable T> shape) {
        this.stream = stream;
        this.shape = shape;
    }

    @Override
    public void whenGone(IntConsumer bytes) {
        gone = bytes;
    }

    @Override
    public void send(Frame frame) {
        waiting.addLast(frame);
        sendOn();
    }

    /** There may be room. */
    void sendOn() {
        while (!waiting.isEmpty() && (ended || stream.isCancelled() || stream.isReady())) {
            var frame = waiting.removeFirst();
            var message = shape.apply(frame.message());
            if (message != null && !ended && !stream.isCancelled()) stream.onNext(message);
            gone.accept(frame.length());
        }
    }

    /** A bot's line is kept alive by gRPC itself. */
    @Override
    public void ping() {}

    @Override
    public void close(Closing why) {
        refuse(
                why == Closing.SESSION_ENDED
                        ? new Refusal(Code.UNAUTHENTICATED, why.reason)
                        : Refusal.unavailable(why.reason));
    }

    void refuse(Refusal refusal) {
        if (ended) return;
        ended = true;
        stream.onError(GrpcErrors.exception(refusal));
    }
}
