package dev.openbell.bench.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.openbell.bench.client.Customer;
import dev.openbell.chassis.money.E8;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * REST over connections that stay open, each with one request at a time, all on one thread: the load is to cost less than what it measures.
 * A request for which none is free waits, and its delay counts.
 */
final class RestDoor implements Door {
    private static final int MOST_CONNECTIONS = 256, LARGEST_ANSWER = 64 * 1024;
    private static final String ORDERS = "/api/v1/orders";

    private final URI edge;
    private final List<String> tokens;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Bootstrap connections;

    // The loop's own.
    private final Deque<Line> free = new ArrayDeque<>();
    private final Deque<UnderWay> waiting = new ArrayDeque<>();
    private int open;

    private record UnderWay(Request request, Answered answered) {}

    RestDoor(URI edge, List<Customer> customers) {
        this.edge = edge;
        tokens =
                customers.stream().map(customer -> "Bearer " + customer.token()).toList();
        connections = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .remoteAddress("127.0.0.1", edge.getPort())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(LARGEST_ANSWER))
                                .addLast(new Line(channel));
                    }
                });
    }

    @Override
    public void send(Request request, Answered answered) {
        var next = new UnderWay(request, answered);
        loop.execute(() -> begin(next));
    }

    private void begin(UnderWay next) {
        var line = free.poll();
        if (line != null) {
            line.send(next);
            return;
        }
        waiting.add(next);
        if (open < MOST_CONNECTIONS) connect();
    }

    private void connect() {
        open++;
        connections.connect().addListener((ChannelFuture connected) -> {
            if (!connected.isSuccess()) refused(String.valueOf(connected.cause()));
        });
    }

    /** Who waits longest is told. */
    private void refused(String why) {
        open--;
        var next = waiting.poll();
        if (next != null) next.answered.with(why, 0);
    }

    private FullHttpRequest message(Request request) {
        return switch (request) {
            case Request.Place place ->
                message(HttpMethod.POST, ORDERS, place, """
                        {"idempotency_key":"%s","instrument":"%s","side":"%s","type":"limit","price":"%s","quantity":"%s"}""".formatted(
                                place.key(),
                                place.book().symbol(),
                                word(place.side()),
                                E8.format(place.price()),
                                E8.format(place.quantity())));
            case Request.Cancel cancel -> message(HttpMethod.DELETE, ORDERS + "/client:" + cancel.key(), cancel, "");
            case Request.Take take ->
                message(HttpMethod.POST, ORDERS, take, """
                        {"idempotency_key":"%s","instrument":"%s","side":"%s","type":"market","quantity":"%s"}""".formatted(
                                take.key(), take.book().symbol(), word(take.side()), E8.format(take.quantity())));
        };
    }

    private FullHttpRequest message(HttpMethod method, String path, Request request, String body) {
        var content = Unpooled.copiedBuffer(body, UTF_8);
        var message = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, path, content);
        message.headers()
                .set(HttpHeaderNames.HOST, edge.getAuthority())
                .set(HttpHeaderNames.AUTHORIZATION, tokens.get(request.customer()))
                .set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        if (!body.isEmpty()) message.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        return message;
    }

    private static boolean isRight(Request request, int status, String body) {
        int wanted = request instanceof Request.Cancel ? 200 : 201;
        return status == wanted
                && body.contains("\"idempotency_key\":\"" + request.key() + "\"")
                && body.contains("\"status\":\"" + word(SessionDoor.wanted(request)) + "\"")
                && (request instanceof Request.Take) == (trades(body) > 0);
    }

    private static int trades(String body) {
        int trades = 0;
        for (int at = 0; (at = body.indexOf("\"trade_id\"", at)) >= 0; at++) trades++;
        return trades;
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        loop.shutdownGracefully().syncUninterruptibly();
    }

    /** One connection. */
    private final class Line extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final Channel channel;
        private @Nullable UnderWay current;

        Line(Channel channel) {
            this.channel = channel;
        }

        void send(UnderWay next) {
            current = next;
            var _ = channel.writeAndFlush(message(next.request));
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            next();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            var answered = current;
            if (answered == null) throw new IllegalStateException("an answer to nothing");
            current = null;
            var body = response.content().toString(UTF_8);
            int status = response.status().code();
            var wrong = isRight(answered.request, status, body) ? null : answered.request + ": " + status + " " + body;
            answered.answered.with(wrong, trades(body));
            next();
        }

        private void next() {
            var next = waiting.poll();
            if (next != null) send(next);
            else free.push(this);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            free.remove(this);
            if (current != null) current.answered.with("cut off", 0);
            open--;
            if (!waiting.isEmpty()) connect();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            if (current != null) current.answered.with(failure.toString(), 0);
            current = null;
            var _ = context.close();
        }
    }
}
