package dev.openbell.matcher.door;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.TokenVerifier;
import dev.openbell.events.v1.CancelAllOrders;
import dev.openbell.events.v1.KeepSessions;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.shard.Witnesses.Witness;
import dev.openbell.trading.v1.Expiring;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.Renew;
import dev.openbell.trading.v1.Renewed;
import dev.openbell.trading.v1.SessionStarted;
import dev.openbell.trading.v1.StartSession;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bot's own line to the market. Requests are handed to the log as they come, without waiting for each other; results go back in the
 * order of the requests. Reports of the account go out as they happen.
 */
final class OrderSession implements StreamObserver<OrderSessionRequest>, Witness {
    private static final Logger log = LoggerFactory.getLogger(OrderSession.class);
    private static final int MOST_UNANSWERED = 2_000;
    private static final int MOST_UNREAD_REPORTS = 100_000;

    private final Desk desk;
    private final Sessions sessions;
    private final TokenVerifier verifier;
    private final ServerCallStreamObserver<OrderSessionResponse> line;
    private final String account;
    private final Lease lease;
    private final String id = Ids.random();
    private final Allowance allowance;

    // Under this object's lock: the line takes one message at a time.
    private final ArrayDeque<CompletableFuture<OrderSessionResponse>> unanswered = new ArrayDeque<>();
    private final ArrayDeque<OrderSessionResponse> unread = new ArrayDeque<>();
    private int owedRequests;
    private boolean started, ended, half;
    private boolean cancelOnDisconnect;
    private @Nullable CompletableFuture<Void> lastReports;

    /** Held while an order is handed to the log: none is, once the session has ended. */
    private final Object placing = new Object();

    private boolean placesNoMore;

    OrderSession(
            Desk desk,
            Sessions sessions,
            TokenVerifier verifier,
            ServerCallStreamObserver<OrderSessionResponse> line,
            String account,
            Lease lease,
            int mostPerSecond) {
        this.desk = desk;
        this.sessions = sessions;
        this.verifier = verifier;
        this.line = line;
        this.account = account;
        this.lease = lease;
        this.allowance = new Allowance(mostPerSecond);
    }

    OrderSession begin() {
        line.disableAutoRequest();
        line.setOnReadyHandler(this::flush);
        line.setOnCancelHandler(this::gone);
        // The session must have started before anything else is asked of it.
        line.request(1);
        return this;
    }

    @Override
    public void onNext(OrderSessionRequest request) {
        CompletableFuture<OrderSessionResponse.Builder> result;
        try {
            result = handle(request);
        } catch (Refusal refusal) {
            result = CompletableFuture.failedFuture(refusal);
        }
        var answer = result.handle((response, failure) -> {
            var to = failure == null
                    ? response
                    : OrderSessionResponse.newBuilder().setRefused(Refusals.shape(Desk.causeOf(failure)));
            return to.setRequestId(request.getRequestId()).build();
        });
        synchronized (this) {
            unanswered.add(answer);
        }
        var _ = answer.thenRun(this::flush);
    }

    private CompletableFuture<OrderSessionResponse.Builder> handle(OrderSessionRequest request) {
        var response = OrderSessionResponse.newBuilder();
        if (request.hasStart()) return start(request.getStart());
        if (!isStarted()) throw Refusal.invalid("start", "must be the first request of a session");
        if (!allowance.take()) throw new Refusal(Code.RATE_LIMITED);
        return switch (request.getRequestCase()) {
            case PLACE -> {
                var order = Orders.place(request.getPlace(), cancelOnDisconnect ? id : "");
                synchronized (placing) {
                    if (placesNoMore) throw Refusal.unavailable("The session is over");
                    yield desk.command(
                            account,
                            order.command(),
                            order.key(),
                            outcome -> response.setPlaced(Orders.placed(outcome)));
                }
            }
            case CANCEL ->
                desk.command(
                        account,
                        Orders.cancel(request.getCancel()),
                        "",
                        outcome -> response.setCancelled(Orders.cancelled(outcome)));
            case AMEND -> {
                var amend = Orders.amend(request.getAmend());
                yield desk.command(
                        account, amend.command(), amend.key(), outcome -> response.setAmended(Orders.amended(outcome)));
            }
            case CANCEL_ALL ->
                desk.command(
                        account,
                        Orders.cancelAll(request.getCancelAll()),
                        "",
                        outcome -> response.setCancelledAll(Orders.cancelledAll(outcome)));
            case RENEW -> CompletableFuture.completedFuture(response.setRenewed(renew(request.getRenew())));
            case START, REQUEST_NOT_SET -> throw Refusal.invalid("request", "must be given");
        };
    }

    private CompletableFuture<OrderSessionResponse.Builder> start(StartSession start) {
        synchronized (this) {
            if (started) throw Refusal.invalid("start", "comes once");
            started = true;
            cancelOnDisconnect = start.getCancelOnDisconnect();
        }
        // Before the number is read, so that nothing is missed between the two.
        if (start.getExecutionReports()) desk.shard().witnesses().add(account, this);
        return CompletableFuture.completedFuture(account)
                .thenCompose(desk::opened)
                .thenCompose(open -> keep())
                .thenCompose(kept -> desk.askPublic(Engine::sequence))
                .thenApply(this::started)
                .whenComplete((response, failure) -> {
                    if (failure != null) didNotStart();
                });
    }

    private synchronized CompletableFuture<Boolean> keep() {
        if (ended) throw Refusal.unavailable("The session is over");
        return cancelOnDisconnect ? sessions.keep(this) : CompletableFuture.completedFuture(false);
    }

    private synchronized OrderSessionResponse.Builder started(long sequence) {
        owedRequests += MOST_UNANSWERED - 1;
        return OrderSessionResponse.newBuilder()
                .setStarted(SessionStarted.newBuilder().setSessionId(id).setSequence(sequence));
    }

    /** It may be tried again. */
    private synchronized void didNotStart() {
        started = false;
        cancelOnDisconnect = false;
        leave();
    }

    private void leave() {
        sessions.forget(this);
        desk.shard().witnesses().remove(account, this);
    }

    /** As the log knows it. */
    KeepSessions.Session name() {
        return KeepSessions.Session.newBuilder()
                .setAccount(account)
                .setSessionId(id)
                .build();
    }

    private Renewed renew(Renew renew) {
        var token = verifier.verify(renew.getToken(), AccessToken.VENUE);
        lease.renew(token);
        return Renewed.newBuilder()
                .setExpiresAtMicros(micros(token.expiresAt()))
                .build();
    }

    /** Each second: the session ends with its token, and says so a while before. */
    void look(Instant now) {
        var over = lease.over(now);
        if (over.isPresent()) fail(over.get());
        else if (lease.isToWarn(now)) report(expiring(lease.end()));
    }

    private static OrderSessionResponse expiring(Instant end) {
        return OrderSessionResponse.newBuilder()
                .setExpiring(Expiring.newBuilder().setExpiresAtMicros(micros(end)))
                .build();
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    /** Something happened to an order of the account. */
    @Override
    public void saw(MarketEvent event, long sequence) {
        for (var report : ExecutionReports.of(event, account, sequence)) {
            report(OrderSessionResponse.newBuilder().setReport(report).build());
        }
    }

    @Override
    public void missed() {
        tooSlow();
    }

    private void tooSlow() {
        fail(new Refusal(Code.RATE_LIMITED, "The reports of this session are not read"));
    }

    private void report(OrderSessionResponse report) {
        boolean tooSlow;
        synchronized (this) {
            unread.add(report);
            tooSlow = unread.size() > MOST_UNREAD_REPORTS;
        }
        if (tooSlow) tooSlow();
        else flush();
    }

    /** Sends what may be sent: while the other side reads, and results in the order of their requests. */
    private synchronized void flush() {
        while (!ended && line.isReady()) {
            if (!unread.isEmpty()) {
                line.onNext(unread.remove());
                continue;
            }
            var next = unanswered.peek();
            if (next == null || !next.isDone()) break;
            line.onNext(unanswered.remove().join());
            owedRequests++;
        }
        if (ended) return;
        if (owedRequests > 0) line.request(owedRequests);
        owedRequests = 0;
        if (half && unanswered.isEmpty() && unread.isEmpty()) complete();
    }

    /** Not before everything is reported that came of what was answered. */
    private void complete() {
        if (lastReports == null) {
            lastReports = desk.shard().allReported();
            var _ = lastReports.whenComplete((done, failure) -> flush());
        } else if (lastReports.isDone()) {
            line.onCompleted();
            finish();
        }
    }

    private synchronized boolean isStarted() {
        return started;
    }

    private synchronized void fail(Refusal refusal) {
        if (ended) return;
        line.onError(GrpcErrors.exception(refusal));
        finish();
    }

    /** The bot has said all that it wanted to say; it still gets its answers. */
    @Override
    public void onCompleted() {
        synchronized (this) {
            half = true;
        }
        flush();
    }

    @Override
    public void onError(Throwable failure) {
        gone();
    }

    private synchronized void gone() {
        if (!ended) finish();
    }

    private synchronized void finish() {
        ended = true;
        sessions.closed(this);
        leave();
        synchronized (placing) {
            placesNoMore = true;
        }
        if (!cancelOnDisconnect) return;
        var cancel = LoggedCommand.newBuilder()
                .setCancelAllOrders(
                        CancelAllOrders.newBuilder().setSessionId(id).setReason("disconnect"));
        try {
            var _ = desk.command(
                            account, cancel, "", outcome -> outcome.answer().number())
                    .whenComplete((count, failure) -> {
                        if (failure == null) log.info("Session {} ended; {} orders are cancelled", id, count);
                        else notCancelled(failure);
                    });
        } catch (Refusal refusal) {
            notCancelled(refusal);
        }
    }

    private void notCancelled(Throwable why) {
        log.warn(
                "The orders of session {} are cancelled when nothing was heard of it for long, since: {}",
                id,
                why.toString());
    }

    /** So many requests a second. */
    private static final class Allowance {
        private final int perSecond;
        private long second;
        private int taken;

        Allowance(int perSecond) {
            this.perSecond = perSecond;
        }

        /** Called by the line's own thread alone. */
        boolean take() {
            long now = System.nanoTime() / 1_000_000_000L;
            if (now != second) {
                second = now;
                taken = 0;
            }
            return taken++ < perSecond;
        }
    }
}
