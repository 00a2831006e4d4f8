package dev.openbell.stream.door;

import dev.openbell.stream.floor.Closing;
import dev.openbell.stream.frames.Frame;
import io.micronaut.http.server.netty.websocket.NettyServerWebSocketHandler;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a socket may do to us, whatever it sends: so many frames a second, pings included; so many bytes in one; and when it is closed it is
 * gone soon, even if its other end never reads the farewell. But not at once: a line that is cut while its other end is still talking loses
 * the farewell, too, and nobody learns why.
 */
final class SocketGate extends ChannelDuplexHandler {
    static final int LARGEST_FRAME = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(SocketGate.class);
    private static final int FRAMES_A_SECOND = 100;
    private static final byte[] PING = {(byte) 0x89, 0};
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int FAREWELL_SECONDS = 2;

    /** Who was too slow hears of it behind all that he has not read yet. */
    private static final int SLOW_FAREWELL_SECONDS = 10;

    private long secondBegan = System.nanoTime();
    private int framesInSecond;
    private boolean farewellSaid;
    private boolean farewellHeard;
    private @Nullable ChannelHandlerContext socket;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        socket = context;
    }

    /**
     * Writes frames that are whole already: they need no encoder.
     *
     * @param gone runs when they have left, or never will
     */
    void say(List<Frame> frames, Runnable gone) {
        var pipeline = wire();
        if (frames.isEmpty() || farewellSaid || pipeline == null) {
            gone.run();
            return;
        }
        for (var frame : frames.subList(0, frames.size() - 1)) {
            var _ = pipeline.write(Unpooled.wrappedBuffer(frame.shared()), pipeline.voidPromise());
        }
        pipeline.write(Unpooled.wrappedBuffer(frames.getLast().shared())).addListener(_ -> gone.run());
        pipeline.flush();
    }

    void ping() {
        var pipeline = wire();
        if (pipeline == null || farewellSaid) return;
        var _ = pipeline.writeAndFlush(Unpooled.wrappedBuffer(PING), pipeline.voidPromise());
    }

    void close(Closing why) {
        if (socket != null && !farewellSaid) close(socket, why);
    }

    /** Where bytes are written as they are; null when the line is gone, or is no socket yet. */
    private @Nullable ChannelHandlerContext wire() {
        if (socket == null || socket.isRemoved()) return null;
        return socket.pipeline().context(WebSocketFrameEncoder.class);
    }

    @Override
    public void channelRead(ChannelHandlerContext socket, Object message) {
        if (!(message instanceof WebSocketFrame)) {
            socket.fireChannelRead(message);
        } else if (message instanceof CloseWebSocketFrame) {
            farewellHeard = true;
            if (farewellSaid) {
                ReferenceCountUtil.release(message);
                hangUp(socket);
            } else {
                socket.fireChannelRead(message);
            }
        } else if (farewellSaid) {
            ReferenceCountUtil.release(message);
        } else if (isTooMuch()) {
            ReferenceCountUtil.release(message);
            close(socket, Closing.TOO_MANY_REQUESTS);
        } else {
            socket.fireChannelRead(message);
        }
    }

    private boolean isTooMuch() {
        long now = System.nanoTime();
        if (now - secondBegan >= SECOND) {
            secondBegan = now;
            framesInSecond = 0;
        }
        return ++framesInSecond > FRAMES_A_SECOND;
    }

    @Override
    public void write(ChannelHandlerContext socket, Object message, ChannelPromise promise) {
        if (farewellSaid) {
            // The farewell was the last word: what the floor had still to say to this client is not sent after it.
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (message instanceof CloseWebSocketFrame farewell) {
            farewellSaid = true;
            int patience = farewell.statusCode() == Closing.TOO_SLOW.code ? SLOW_FAREWELL_SECONDS : FAREWELL_SECONDS;
            var _ = socket.executor().schedule(() -> hangUp(socket), patience, TimeUnit.SECONDS);
        }
        var _ = socket.write(message, promise);
    }

    /** Whoever closes a socket without a farewell is stopping the server: the client may come again. */
    @Override
    public void close(ChannelHandlerContext socket, ChannelPromise promise) {
        boolean isSocket = socket.pipeline().get(NettyServerWebSocketHandler.ID) != null;
        if (!isSocket || farewellHeard || !socket.channel().isActive()) {
            var _ = socket.close(promise);
            return;
        }
        if (!farewellSaid) say(socket, Closing.RESTART);
        socket.channel().closeFuture().addListener(_ -> promise.trySuccess());
    }

    private static void hangUp(ChannelHandlerContext socket) {
        var _ = socket.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext socket, Throwable failure) {
        switch (failure) {
            // Of several parts that are too large together; one that is too large alone is closed by the decoder
            // itself.
            case TooLongFrameException tooLong -> close(socket, Closing.TOO_LARGE);
            case CorruptedWebSocketFrameException corrupted -> log.debug("A frame was no frame", corrupted);
            default -> socket.fireExceptionCaught(failure);
        }
    }

    private void close(ChannelHandlerContext socket, Closing why) {
        log.debug("Closing a socket: {}", why.reason);
        say(socket, why);
    }

    private void say(ChannelHandlerContext socket, Closing farewell) {
        write(socket, new CloseWebSocketFrame(farewell.code, farewell.reason), socket.newPromise());
        socket.flush();
    }
}
