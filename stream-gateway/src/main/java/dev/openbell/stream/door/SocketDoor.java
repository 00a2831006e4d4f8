package dev.openbell.stream.door;

import dev.openbell.chassis.limits.RateLimits;
import dev.openbell.chassis.network.ClientAddress;
import dev.openbell.chassis.token.TokenVerifier;
import dev.openbell.stream.floor.FloorMetrics;
import dev.openbell.stream.floor.FloorThread;
import dev.openbell.stream.venue.Matcher;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.micronaut.websocket.event.WebSocketSessionClosedEvent;
import io.netty.channel.Channel;
import jakarta.inject.Named;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket. Each socket has a {@link Connection}, and {@link SocketGate} stands before it. */
@ServerWebSocket("/ws")
final class SocketDoor {
    private static final Logger log = LoggerFactory.getLogger(SocketDoor.class);
    private static final String CONNECTION = "connection";

    private final FloorThread floor;
    private final FloorMetrics metrics;
    private final Matcher matcher;
    private final TokenVerifier verifier;
    private final SocketCarriers carriers;
    private final RateLimits limits;
    private final ClientAddress addresses;
    private final ExecutorService virtualThreads;

    SocketDoor(
            FloorThread floor,
            FloorMetrics metrics,
            Matcher matcher,
            TokenVerifier verifier,
            SocketCarriers carriers,
            RateLimits limits,
            ClientAddress addresses,
            @Named(TaskExecutors.BLOCKING) ExecutorService virtualThreads) {
        this.floor = floor;
        this.metrics = metrics;
        this.matcher = matcher;
        this.verifier = verifier;
        this.carriers = carriers;
        this.limits = limits;
        this.addresses = addresses;
        this.virtualThreads = virtualThreads;
    }

    @OnOpen
    void open(WebSocketSession socket, HttpRequest<?> upgrade) {
        var line = new SocketLine(channelOf(upgrade), carriers);
        var asker = new Asker(limits, addresses.of(upgrade));
        var connection = new Connection(line, asker, floor, metrics, matcher, verifier, virtualThreads);
        socket.put(CONNECTION, connection);
        connection.open();
    }

    @OnMessage(maxPayloadLength = SocketGate.LARGEST_FRAME)
    void receive(String text, WebSocketSession socket) {
        connection(socket).receive(text);
    }

    @EventListener
    void closed(WebSocketSessionClosedEvent event) {
        connection(event.getSource()).close();
    }

    /** A line that broke while something was on its way; that it is closed is told by itself. */
    @OnError
    void broken(Throwable failure, WebSocketSession socket) {
        log.debug("A socket broke", failure);
        socket.close();
    }

    private static Channel channelOf(HttpRequest<?> upgrade) {
        var request = upgrade;
        while (request instanceof HttpRequestWrapper<?> wrapper) request = wrapper.getDelegate();
        if (request instanceof NettyHttpRequest<?> netty) {
            return netty.getChannelHandlerContext().channel();
        }
        throw new IllegalStateException("a socket without a channel: " + upgrade.getClass());
    }

    private static Connection connection(WebSocketSession socket) {
        return socket.get(CONNECTION, Connection.class).orElseThrow();
    }
}
