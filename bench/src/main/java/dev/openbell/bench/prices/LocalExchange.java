package dev.openbell.bench.prices;

import dev.openbell.chassis.money.E8;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An exchange on this machine that speaks as Backpack's does, and quotes what it is told to, to whoever has subscribed. */
final class LocalExchange implements AutoCloseable {
    private static final int LONGEST_REQUEST = 64 * 1024;

    private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup subscribers = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel door;
    private long updates;

    LocalExchange() throws InterruptedException {
        door = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel line) {
                        line.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(LONGEST_REQUEST))
                                .addLast(new WebSocketServerProtocolHandler("/"))
                                .addLast(new Desk());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    /** Whoever asks for anything gets all that is quoted. */
    private final class Desk extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext line, TextWebSocketFrame request) {
            subscribers.add(line.channel());
        }
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) door.localAddress()).getPort() + "/");
    }

    /** The best bid and ask of a market have changed. */
    void quotes(String symbol, long bidE8, long askE8) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        var frame = """
                {"data":{"A":"22.39","B":"288.77","E":%d,"T":%d,"a":"%s","b":"%s","e":"bookTicker","s":"%s","u":%d},\
                "stream":"bookTicker.%s"}""".formatted(now, now, E8.format(askE8), E8.format(bidE8), symbol, ++updates, symbol);
        var _ = subscribers.writeAndFlush(new TextWebSocketFrame(frame));
    }

    void breaksAllLines() {
        var _ = subscribers.close().awaitUninterruptibly();
    }

    @Override
    public void close() {
        var _ = door.close().awaitUninterruptibly();
        var _ = threads.shutdownGracefully();
    }
}
