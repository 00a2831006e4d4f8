package dev.openbell.stream.door;

import com.google.protobuf.Message;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceImplBase;
import dev.openbell.auth.v1.GetJwksRequest;
import dev.openbell.auth.v1.GetJwksResponse;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.history.v1.GetStatsRequest;
import dev.openbell.history.v1.GetStatsResponse;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceImplBase;
import dev.openbell.history.v1.ListCandlesRequest;
import dev.openbell.history.v1.ListCandlesResponse;
import dev.openbell.history.v1.ListTradesRequest;
import dev.openbell.history.v1.ListTradesResponse;
import dev.openbell.history.v1.Ticker;
import dev.openbell.stream.floor.News;
import dev.openbell.trading.v1.AccountServiceGrpc.AccountServiceImplBase;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.AmendOrderResponse;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.CancelOrderResponse;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.GetBalancesResponse;
import dev.openbell.trading.v1.GetOrderBookRequest;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentServiceGrpc.InstrumentServiceImplBase;
import dev.openbell.trading.v1.ListInstrumentsRequest;
import dev.openbell.trading.v1.ListInstrumentsResponse;
import dev.openbell.trading.v1.ListOpenOrdersRequest;
import dev.openbell.trading.v1.ListOpenOrdersResponse;
import dev.openbell.trading.v1.OrderBook;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.PlaceOrderResponse;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.Trade;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceImplBase;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The matcher and auth-service of a test, on one port. */
final class FakeServices implements AutoCloseable {
    private static final long MOST_THAT_ANYBODY_CAN_PAY = E8.parse("1000");

    volatile OrderBook book = News.book(10, News.level("60000", "1"));
    volatile List<Instrument> listed = List.of(News.BTC_USD);
    volatile boolean matcherAnswers = true;

    /** Newest first. */
    volatile List<Trade> history = List.of();

    volatile boolean historyAnswers = true;

    /** The line breaks when an order has come. */
    volatile boolean losesAnswers;

    /** What was asked of the matcher, in its order. */
    final List<Message> orders = Collections.synchronizedList(new ArrayList<>());

    /** Done when a book is asked for, once. */
    final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    /** With whose token private calls were made. */
    final Set<String> tokensSeen = ConcurrentHashMap.newKeySet();

    private final ECKey key;
    private final Server server;

    FakeServices() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(new Auth())
                .addService(new Instruments())
                .addService(ServerInterceptors.intercept(new Trading(), new Witness()))
                .addService(ServerInterceptors.intercept(new Accounts(), new Witness()))
                .addService(new History())
                .build()
                .start();
    }

    String target() {
        return "localhost:" + server.getPort();
    }

    String token(String user) {
        return token(user, Instant.now().plusSeconds(900));
    }

    String token(String user, Instant until) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(AccessToken.ISSUER)
                .audience(AccessToken.VENUE)
                .subject(user)
                .claim(AccessToken.SESSION_CLAIM, "of-" + user)
                .claim(AccessToken.SCOPE_CLAIM, "read trade")
                .expirationTime(Date.from(until))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID("test")
                .type(new JOSEObjectType(AccessToken.TYPE))
                .build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Auth extends AuthServiceImplBase {
        @Override
        public void getJwks(GetJwksRequest request, StreamObserver<GetJwksResponse> caller) {
            answer(
                    caller,
                    GetJwksResponse.newBuilder()
                            .setJwksJson(new JWKSet(key.toPublicJWK()).toString())
                            .build());
        }
    }

    private final class Instruments extends InstrumentServiceImplBase {
        @Override
        public void listInstruments(ListInstrumentsRequest request, StreamObserver<ListInstrumentsResponse> caller) {
            answer(
                    caller,
                    ListInstrumentsResponse.newBuilder()
                            .addAllInstruments(listed)
                            .build());
        }

        @Override
        public void getOrderBook(GetOrderBookRequest request, StreamObserver<OrderBook> caller) {
            meanwhile.getAndSet(() -> {}).run();
            answer(
                    caller,
                    book.toBuilder().setInstrument(request.getInstrument()).build());
        }
    }

    private final class Trading extends TradingServiceImplBase {
        @Override
        public void placeOrder(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> caller) {
            orders.add(request);
            if (losesAnswers) {
                caller.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            if (request.getQuantityE8() > MOST_THAT_ANYBODY_CAN_PAY) {
                caller.onError(GrpcErrors.exception(new Refusal(Code.INSUFFICIENT_FUNDS)));
                return;
            }
            var fill = Fill.newBuilder().setTradeId("t1").setOrderId("placed").setFeeAsset("USD");
            answer(
                    caller,
                    PlaceOrderResponse.newBuilder()
                            .setOrder(News.order("placed", request.getSide()).toBuilder()
                                    .setIdempotencyKey(request.getIdempotencyKey())
                                    .setPriceE8(request.getPriceE8())
                                    .setQuantityE8(request.getQuantityE8()))
                            .addTrades(fill)
                            .setSequence(12)
                            .build());
        }

        @Override
        public void cancelOrder(CancelOrderRequest request, StreamObserver<CancelOrderResponse> caller) {
            orders.add(request);
            answer(
                    caller,
                    CancelOrderResponse.newBuilder()
                            .setOrder(News.order(request.getOrderId(), Side.BUY))
                            .build());
        }

        @Override
        public void amendOrder(AmendOrderRequest request, StreamObserver<AmendOrderResponse> caller) {
            orders.add(request);
            answer(
                    caller,
                    AmendOrderResponse.newBuilder()
                            .setOrder(News.order(request.getOrderId(), Side.BUY))
                            .build());
        }

        @Override
        public void listOpenOrders(ListOpenOrdersRequest request, StreamObserver<ListOpenOrdersResponse> caller) {
            // Two pages, so that the second is asked for as well.
            boolean first = request.getCursor().isEmpty();
            answer(
                    caller,
                    ListOpenOrdersResponse.newBuilder()
                            .addOrders(News.order(first ? "newer" : "older", Side.BUY))
                            .setNextCursor(first ? "2" : "")
                            .build());
        }
    }

    private final class History extends HistoryServiceImplBase {
        @Override
        public void listTrades(ListTradesRequest request, StreamObserver<ListTradesResponse> caller) {
            tell(caller, ListTradesResponse.newBuilder().addAllTrades(history).build());
        }

        @Override
        public void listCandles(ListCandlesRequest request, StreamObserver<ListCandlesResponse> caller) {
            tell(caller, ListCandlesResponse.getDefaultInstance());
        }

        @Override
        public void getStats(GetStatsRequest request, StreamObserver<GetStatsResponse> caller) {
            var stats = GetStatsResponse.newBuilder();
            for (var trade : history) {
                stats.addTickers(
                        Ticker.newBuilder().setInstrument(trade.getInstrument()).setLastE8(trade.getPriceE8()));
            }
            tell(caller, stats.build());
        }

        private <T> void tell(StreamObserver<T> caller, T answer) {
            if (!historyAnswers) {
                caller.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            caller.onNext(answer);
            caller.onCompleted();
        }
    }

    private final class Accounts extends AccountServiceImplBase {
        @Override
        public void getBalances(GetBalancesRequest request, StreamObserver<GetBalancesResponse> caller) {
            answer(
                    caller,
                    GetBalancesResponse.newBuilder()
                            .addBalances(Balance.newBuilder().setAsset("USD"))
                            .setSequence(10)
                            .build());
        }
    }

    private final class Witness implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            var bearer = headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER));
            if (bearer != null) tokensSeen.add(bearer.substring("Bearer ".length()));
            return next.startCall(call, headers);
        }
    }

    private <T> void answer(StreamObserver<T> caller, T answer) {
        if (!matcherAnswers) {
            caller.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        caller.onNext(answer);
        caller.onCompleted();
    }
}
