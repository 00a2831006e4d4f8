package dev.openbell.maker;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.Renew;
import dev.openbell.trading.v1.StartSession;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceStub;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bot's own line to the market: one {@code OrderSession}. Requests go out without waiting for each other; answers come in the order of
 * the requests, and reports of what happens to the account's orders in between.
 *
 * <p>When the line breaks the venue cancels what was placed over it: whoever cannot be reached does not stand with old prices.
 */
final class OrderLine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OrderLine.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Ticket ticket;
    private final Reports reports;
    private final StreamObserver<OrderSessionRequest> mouth;
    private final Map<Long, CompletableFuture<OrderSessionResponse>> asked = new ConcurrentHashMap<>();
    private volatile @Nullable Refusal broken;
    private long requests;

    /** Who hears what becomes of the account's orders. */
    @FunctionalInterface
    interface Reports {
        void saw(Order order, long sequence);
    }

    private OrderLine(TradingServiceStub trading, Ticket ticket, Reports reports) {
        this.ticket = ticket;
        this.reports = reports;
        mouth = trading.withCallCredentials(ticket.credentials()).orderSession(new Ear());
    }

    /** Opens a line, over which orders stand only as long as it does. */
    static OrderLine open(TradingServiceStub trading, Ticket ticket, Reports reports) throws InterruptedException {
        var line = new OrderLine(trading, ticket, reports);
        try {
            var start = StartSession.newBuilder().setCancelOnDisconnect(true).setExecutionReports(true);
            var answer = line.ask(List.of(OrderSessionRequest.newBuilder().setStart(start)))
                    .getFirst();
            if (answer.hasRefused()) {
                throw Refusal.unavailable(
                        "The session does not start: " + answer.getRefused().getDetail());
            }
            return line;
        } catch (InterruptedException | RuntimeException e) {
            line.close();
            throw e;
        }
    }

    /**
     * Sends all of it, then waits for all of the answers.
     *
     * @throws Refusal when the line breaks; a single request that is refused has its refusal as its answer
     */
    List<OrderSessionResponse> ask(List<OrderSessionRequest.Builder> wishes) throws InterruptedException {
        var answers = wishes.stream().map(this::send).toList();
        var heard = new ArrayList<OrderSessionResponse>();
        for (var answer : answers) heard.add(await(answer));
        return heard;
    }

    private synchronized CompletableFuture<OrderSessionResponse> send(OrderSessionRequest.Builder wish) {
        long id = ++requests;
        var answer = new CompletableFuture<OrderSessionResponse>();
        asked.put(id, answer);
        mouth.onNext(wish.setRequestId(id).build());
        // It may have broken before the request was among those that are told.
        var over = broken;
        if (over != null) answer.completeExceptionally(over);
        return answer;
    }

    private static OrderSessionResponse await(CompletableFuture<OrderSessionResponse> answer)
            throws InterruptedException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw Refusal.unavailable("The market did not answer within " + PATIENCE.toSeconds() + " s");
        }
    }

    /** Goes on with a fresh token; the venue says a minute before that the old one ends. */
    private void renew() {
        try {
            ticket.forget();
            var _ = send(
                    OrderSessionRequest.newBuilder().setRenew(Renew.newBuilder().setToken(ticket.token())));
        } catch (StatusRuntimeException e) {
            log.warn(
                    "There is no new token, so the line ends soon: {}",
                    GrpcErrors.refusal(e).getMessage());
        }
    }

    /** Says goodbye: the venue cancels what was placed over this line. */
    @Override
    public synchronized void close() {
        if (broken == null) mouth.onCompleted();
    }

    private final class Ear implements StreamObserver<OrderSessionResponse> {
        @Override
        public void onNext(OrderSessionResponse said) {
            switch (said.getResponseCase()) {
                case PLACED ->
                    reports.saw(said.getPlaced().getOrder(), said.getPlaced().getSequence());
                case AMENDED ->
                    reports.saw(said.getAmended().getOrder(), said.getAmended().getSequence());
                case CANCELLED ->
                    reports.saw(
                            said.getCancelled().getOrder(), said.getCancelled().getSequence());
                case REPORT ->
                    reports.saw(said.getReport().getOrder(), said.getReport().getSequence());
                // Asking for a token waits, and this thread must not.
                case EXPIRING -> Thread.startVirtualThread(OrderLine.this::renew);
                case STARTED, CANCELLED_ALL, REFUSED, RENEWED, RESPONSE_NOT_SET -> {}
            }
            var waiting = asked.remove(said.getRequestId());
            if (waiting != null) waiting.complete(said);
        }

        @Override
        public void onError(Throwable failure) {
            end(GrpcErrors.refusal(
                    Status.fromThrowable(failure).asRuntimeException(Status.trailersFromThrowable(failure))));
        }

        @Override
        public void onCompleted() {
            end(Refusal.unavailable("The venue has ended the session"));
        }

        private void end(Refusal why) {
            broken = why;
            asked.values().forEach(waiting -> waiting.completeExceptionally(why));
        }
    }
}
