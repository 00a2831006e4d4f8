package dev.openbell.stream.door;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.websocket.NettyServerWebSocketUpgradeHandler;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Puts a {@link SocketGate} before every socket. */
@Singleton
final class SocketGates implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer(null));
        return event.getBean();
    }

    private record Customizer(@Nullable Channel channel) implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return new Customizer(channel);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel == null) return;
            var pipeline = channel.pipeline();
            if (pipeline.get(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND) == null) return;
            // A frame is encoded once for everybody, so it cannot be compressed for each.
            pipeline.remove(NettyServerWebSocketUpgradeHandler.COMPRESSION_HANDLER);
            pipeline.addBefore(
                    ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                    "socket-parts",
                    new WebSocketFrameAggregator(SocketGate.LARGEST_FRAME));
            pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "socket-gate", new SocketGate());
        }
    }
}
