package dev.openbell.stream.door;

import dev.openbell.stream.floor.Closing;
import dev.openbell.stream.floor.Line;
import dev.openbell.stream.frames.Frame;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.exceptions.WebSocketSessionException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one client over its socket. The bytes of a frame are shared by all sockets and copied by none. */
final class SocketLine implements Line {
    private static final Logger log = LoggerFactory.getLogger(SocketLine.class);

    private final WebSocketSession socket;

    SocketLine(WebSocketSession socket) {
        this.socket = socket;
    }

    @Override
    public void send(Frame frame, Runnable gone) {
        try {
            var _ = socket.sendAsync(new TextWebSocketFrame(Unpooled.wrappedBuffer(frame.shared())))
                    .whenComplete((sent, failure) -> {
                        if (failure != null) log.debug("A frame could not be sent", failure);
                        gone.run();
                    });
        } catch (WebSocketSessionException e) {
            log.debug("The socket is closed", e);
            gone.run();
        }
    }

    @Override
    public void ping() {
        try {
            var _ = socket.sendPingAsync(new byte[0]);
        } catch (WebSocketSessionException e) {
            log.debug("The socket is closed", e);
        }
    }

    @Override
    public void close(Closing why) {
        socket.close(new CloseReason(why.code, why.reason));
    }
}
