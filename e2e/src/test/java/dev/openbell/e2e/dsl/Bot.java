package dev.openbell.e2e.dsl;

import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.money.E8;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.Renew;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.StartSession;
import dev.openbell.trading.v1.TradingServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A bot with an order session of its own. */
public final class Bot implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ManagedChannel channel;
    private final StreamObserver<OrderSessionRequest> line;
    private final BlockingQueue<OrderSessionResponse> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> end = new LinkedBlockingQueue<>();
    private long requests;

    /** @param matcher host and port of its gRPC door */
    public Bot(String matcher, String token) {
        channel = NettyChannelBuilder.forTarget(matcher).usePlaintext().build();
        line = TradingServiceGrpc.newStub(channel)
                .withCallCredentials(new BearerToken(token, "test"))
                .orderSession(new StreamObserver<>() {
                    @Override
                    public void onNext(OrderSessionResponse response) {
                        heard.add(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        end.add(failure);
                    }

                    @Override
                    public void onCompleted() {
                        end.add(new AllSaid());
                    }
                });
    }

    /** The venue has said all it had to say. */
    public static final class AllSaid extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Starts a session, after which orders are cancelled when the line breaks. */
    public Bot starts() {
        says(OrderSessionRequest.newBuilder()
                .setStart(StartSession.newBuilder().setCancelOnDisconnect(true).setExecutionReports(true)));
        hears(OrderSessionResponse::hasStarted);
        return this;
    }

    /** Bids 1 @ 10.00 under this key. */
    public void bids(String instrument, String key) {
        says(OrderSessionRequest.newBuilder()
                .setPlace(PlaceOrderRequest.newBuilder()
                        .setIdempotencyKey(key)
                        .setInstrument(instrument)
                        .setSide(Side.BUY)
                        .setType(OrderType.LIMIT)
                        .setPriceE8(E8.parse("10"))
                        .setQuantityE8(E8.parse("1"))));
    }

    public void says(OrderSessionRequest.Builder request) {
        line.onNext(request.setRequestId(++requests).build());
    }

    /** Goes on with another token. */
    public void renews(String token) {
        says(OrderSessionRequest.newBuilder().setRenew(Renew.newBuilder().setToken(token)));
    }

    /** Says all that it wanted to say, and listens on. */
    public void saysNoMore() {
        line.onCompleted();
    }

    /** The next response of this kind. Others that come before it are passed over, but not a refusal. */
    public OrderSessionResponse hears(Predicate<OrderSessionResponse> kind) {
        while (true) {
            var next = taken(heard);
            if (kind.test(next)) return next;
            if (next.hasRefused()) throw new AssertionError("heard instead: " + next);
        }
    }

    /** How the session ended. */
    public Throwable isOver() {
        return taken(end);
    }

    private static <T> T taken(BlockingQueue<T> queue) {
        try {
            var next = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) throw new AssertionError("nothing was heard within " + PATIENCE);
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The line breaks. */
    @Override
    public void close() {
        channel.shutdownNow();
    }
}
