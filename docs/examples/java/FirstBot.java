import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.auth.v1.IssueTokenRequest;
import dev.openbell.market.v1.MarketDataServiceGrpc;
import dev.openbell.market.v1.StreamPricesRequest;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.Renew;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.StartSession;
import dev.openbell.trading.v1.TradingServiceGrpc;
import io.grpc.CallCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.StreamObserver;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A first bot: it signs in with an API key, waits for a price, and over one order session places a bid far below it, moves it, takes it
 * away again, and says goodbye. docs/bots.md tells how to run it.
 */
public final class FirstBot {
    private static final String INSTRUMENT = setting("OPENBELL_INSTRUMENT", "BTC-USD");
    private static final String SYMBOL = setting("OPENBELL_SYMBOL", "BTC_USDC");

    /** Prices and quantities are whole numbers of 1e-8. */
    private static final long ONE = 100_000_000L;

    public static void main(String[] arguments) throws Exception {
        var auth = line("OPENBELL_AUTH", "localhost:50051");
        var stream = line("OPENBELL_STREAM", "localhost:50054");
        var matcher = line("OPENBELL_MATCHER", "localhost:50052");
        try {
            var token = signIn(auth);
            System.out.println("signed in");

            // Anybody may listen to prices. The stream goes on for ever; this bot needs one.
            var price = MarketDataServiceGrpc.newBlockingStub(stream)
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .streamPrices(StreamPricesRequest.newBuilder().addSymbols(SYMBOL).build())
                    .next();
            System.out.println(SYMBOL + ": " + show(price.getBidE8()) + " / " + show(price.getAskE8()));

            trade(new Session(matcher, auth, token), price.getBidE8());
        } finally {
            for (var each : new ManagedChannel[] {auth, stream, matcher}) each.shutdownNow();
        }
    }

    private static void trade(Session session, long bid) throws Exception {
        // What the session places is taken away by the venue when its line breaks.
        session.ask(OrderSessionRequest.newBuilder()
                .setStart(StartSession.newBuilder().setCancelOnDisconnect(true).setExecutionReports(true)));

        // A tenth below the market, in whole dollars: on the grid of every instrument.
        long below = bid / 10 * 9 / ONE * ONE;
        var order = session.ask(OrderSessionRequest.newBuilder()
                        .setPlace(PlaceOrderRequest.newBuilder()
                                .setInstrument(INSTRUMENT)
                                .setSide(Side.BUY)
                                .setType(OrderType.LIMIT)
                                .setPriceE8(below)
                                .setQuantityE8(ONE)
                                .setIdempotencyKey("first-" + System.currentTimeMillis())))
                .getPlaced()
                .getOrder();
        System.out.println("placed: " + order.getStatus() + " at " + show(order.getPriceE8()));

        var amended = session.ask(OrderSessionRequest.newBuilder()
                        .setAmend(AmendOrderRequest.newBuilder()
                                .setOrderId(order.getOrderId())
                                .setPriceE8(below - ONE)))
                .getAmended()
                .getOrder();
        System.out.println("amended: " + amended.getStatus() + " at " + show(amended.getPriceE8()));

        var cancelled = session.ask(OrderSessionRequest.newBuilder()
                        .setCancel(CancelOrderRequest.newBuilder().setOrderId(order.getOrderId())))
                .getCancelled()
                .getOrder();
        System.out.println("cancelled: " + cancelled.getStatus());

        session.close();
        System.out.println("goodbye");
    }

    /** An access token for the key. It lives for a quarter of an hour. */
    private static String signIn(ManagedChannel auth) {
        return AuthServiceGrpc.newBlockingStub(auth)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .issueToken(IssueTokenRequest.newBuilder()
                        .setKeyId(System.getenv("OPENBELL_KEY_ID"))
                        .setSecret(System.getenv("OPENBELL_SECRET"))
                        .build())
                .getAccessToken();
    }

    /** One line to the market: requests go out at once, and answers come back in the order of the requests. */
    private static final class Session implements StreamObserver<OrderSessionResponse> {
        private final ManagedChannel auth;
        private final StreamObserver<OrderSessionRequest> line;
        private final Map<Long, CompletableFuture<OrderSessionResponse>> waiting = new ConcurrentHashMap<>();
        private final CompletableFuture<Boolean> over = new CompletableFuture<>();
        private long requests;

        Session(ManagedChannel matcher, ManagedChannel auth, String token) {
            this.auth = auth;
            line = TradingServiceGrpc.newStub(matcher)
                    .withCallCredentials(new Bearer(token))
                    .orderSession(this);
        }

        OrderSessionResponse ask(OrderSessionRequest.Builder request) throws Exception {
            var answer = send(request).get(10, TimeUnit.SECONDS);
            if (answer.hasRefused()) throw new IllegalStateException(answer.getRefused().getCode());
            return answer;
        }

        /** A line takes one message at a time. */
        private synchronized CompletableFuture<OrderSessionResponse> send(OrderSessionRequest.Builder request) {
            long id = ++requests;
            var answer = new CompletableFuture<OrderSessionResponse>();
            waiting.put(id, answer);
            line.onNext(request.setRequestId(id).build());
            return answer;
        }

        @Override
        public void onNext(OrderSessionResponse said) {
            if (said.hasReport()) {
                var order = said.getReport().getOrder();
                System.out.println("report: " + order.getStatus() + " at " + show(order.getPriceE8()));
            } else if (said.hasExpiring()) {
                // A minute before the token ends; asking for another waits, and this thread must not.
                Thread.startVirtualThread(() -> send(OrderSessionRequest.newBuilder()
                        .setRenew(Renew.newBuilder().setToken(signIn(auth)))));
            }
            var answer = waiting.remove(said.getRequestId());
            if (answer != null) answer.complete(said);
        }

        @Override
        public void onError(Throwable failure) {
            over.completeExceptionally(failure);
            waiting.values().forEach(answer -> answer.completeExceptionally(failure));
        }

        @Override
        public void onCompleted() {
            over.complete(true);
        }

        synchronized void close() throws Exception {
            line.onCompleted();
            over.get(10, TimeUnit.SECONDS);
        }
    }

    private static final class Bearer extends CallCredentials {
        private static final Metadata.Key<String> AUTHORIZATION =
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

        private final String token;

        Bearer(String token) {
            this.token = token;
        }

        @Override
        public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
            var headers = new Metadata();
            headers.put(AUTHORIZATION, "Bearer " + token);
            applier.apply(headers);
        }
    }

    private static ManagedChannel line(String variable, String usual) {
        return ManagedChannelBuilder.forTarget(setting(variable, usual)).usePlaintext().build();
    }

    private static String setting(String variable, String usual) {
        return System.getenv().getOrDefault(variable, usual);
    }

    private static String show(long e8) {
        return BigDecimal.valueOf(e8, 8).stripTrailingZeros().toPlainString();
    }
}
