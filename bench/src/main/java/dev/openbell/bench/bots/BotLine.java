package dev.openbell.bench.bots;

import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.StartSession;
import dev.openbell.trading.v1.TradingServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A bot's order session: so many requests may be under way, and each result is handed to whoever sent the request. */
public final class BotLine implements AutoCloseable, ClientResponseObserver<OrderSessionRequest, OrderSessionResponse> {
    /** Told of a result, on the line's own thread. */
    public interface Result {
        void came(OrderSessionResponse response);
    }

    private final ManagedChannel channel;
    private final Semaphore window;
    private final int size;
    private final AtomicLong requests = new AtomicLong();
    private final Map<Long, Result> underWay = new ConcurrentHashMap<>();
    private volatile @Nullable ClientCallStreamObserver<OrderSessionRequest> out;
    private volatile @Nullable Throwable broken;

    /**
     * A session that begins at once.
     *
     * @param window how many requests may be under way
     */
    public BotLine(String target, String token, int window) {
        this.size = window;
        this.window = new Semaphore(window);
        channel = NettyChannelBuilder.forTarget(target).usePlaintext().build();
        TradingServiceGrpc.newStub(channel)
                .withCallCredentials(new BearerToken(token, "bench"))
                .orderSession(this);
        send(OrderSessionRequest.newBuilder().setStart(StartSession.getDefaultInstance()), response -> {});
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<OrderSessionRequest> stream) {
        out = stream;
    }

    /** Sends a request; waits while too many are under way. */
    public void send(OrderSessionRequest.Builder request, Result result) {
        try {
            window.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        var failure = broken;
        var stream = out;
        if (failure != null || stream == null) throw new IllegalStateException("the line is broken", failure);
        long id = requests.incrementAndGet();
        underWay.put(id, result);
        synchronized (this) {
            stream.onNext(request.setRequestId(id).build());
        }
    }

    @Override
    public void onNext(OrderSessionResponse response) {
        var result = underWay.remove(response.getRequestId());
        if (result == null) return;
        result.came(response);
        window.release();
    }

    @Override
    public void onError(Throwable failure) {
        broken = failure;
        window.release(size);
    }

    @Override
    public void onCompleted() {
        broken = new IllegalStateException("the market ended the session");
        window.release(size);
    }

    /** Waits until every request has its result. */
    public void drain() throws InterruptedException {
        if (!window.tryAcquire(size, 1, TimeUnit.MINUTES)) {
            throw new IllegalStateException(underWay.size() + " requests got no answer");
        }
        window.release(size);
        var failure = broken;
        if (failure != null) throw new IllegalStateException("the line is broken", failure);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
