package dev.openbell.stream.venue;

import static java.util.stream.Collectors.toSet;

import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.AmendOrderResponse;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.CancelOrderResponse;
import dev.openbell.trading.v1.CfdServiceGrpc;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.GetBalancesResponse;
import dev.openbell.trading.v1.GetOrderBookRequest;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.InstrumentServiceGrpc;
import dev.openbell.trading.v1.ListInstrumentsRequest;
import dev.openbell.trading.v1.ListOpenOrdersRequest;
import dev.openbell.trading.v1.ListPositionsRequest;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderBook;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.PlaceOrderResponse;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionStatus;
import dev.openbell.trading.v1.TradingServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micronaut.context.annotation.Value;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the matcher is asked. Whatever it answers includes at least everything that stood in the event log when it was asked. */
@Singleton
public final class Matcher {
    private static final int LARGEST_BOOK = 64 << 20;
    private static final int PAGE = 500;

    private final InstrumentServiceGrpc.InstrumentServiceBlockingStub instruments;
    private final TradingServiceGrpc.TradingServiceBlockingStub orders;
    private final AccountServiceGrpc.AccountServiceBlockingStub accounts;

    private final CfdServiceGrpc.CfdServiceBlockingStub positions;
    private final Duration forReads;
    private final Duration forChanges;

    Matcher(
            @GrpcChannel("matcher") ManagedChannel channel,
            @Value("${openbell.deadlines.reads}") Duration forReads,
            @Value("${openbell.deadlines.changes}") Duration forChanges) {
        this.forReads = forReads;
        this.forChanges = forChanges;
        positions = CfdServiceGrpc.newBlockingStub(channel);
        instruments = InstrumentServiceGrpc.newBlockingStub(channel).withMaxInboundMessageSize(LARGEST_BOOK);
        orders = TradingServiceGrpc.newBlockingStub(channel);
        accounts = AccountServiceGrpc.newBlockingStub(channel);
    }

    /** What is traded, and the books of it. */
    record Market(List<Instrument> instruments, List<OrderBook> books) {}

    /**
     * Everything that is listed, with the whole book of each instrument that has one.
     *
     * <p>What is listed while the books are taken is older than they are, so that the log does not tell of it any more: then both are asked
     * for again.
     */
    Market market() {
        var listed = instruments();
        while (true) {
            var market = new Market(listed, books(listed));
            listed = instruments();
            if (symbols(listed).equals(symbols(market.instruments))) return market;
        }
    }

    private static Set<String> symbols(List<Instrument> instruments) {
        return instruments.stream().map(Instrument::getSymbol).collect(toSet());
    }

    private List<Instrument> instruments() {
        return instruments
                .withDeadlineAfter(forReads)
                .listInstruments(ListInstrumentsRequest.getDefaultInstance())
                .getInstrumentsList();
    }

    private List<OrderBook> books(List<Instrument> listed) {
        var books = new ArrayList<OrderBook>();
        for (var instrument : listed) {
            if (instrument.getKind() != InstrumentKind.SPOT) continue;
            var request = GetOrderBookRequest.newBuilder()
                    .setInstrument(instrument.getSymbol())
                    .setFullDepth(true);
            books.add(instruments.withDeadlineAfter(forReads).getOrderBook(request.build()));
        }
        return books;
    }

    /**
     * All open orders of the token's owner, newest first.
     *
     * @throws StatusRuntimeException as the matcher answers
     */
    public List<Order> openOrders(AccessToken token, String requestId) {
        var stub = orders.withCallCredentials(new BearerToken(token.text(), requestId));
        var all = new ArrayList<Order>();
        var cursor = "";
        do {
            var page = stub.withDeadlineAfter(forReads)
                    .listOpenOrders(ListOpenOrdersRequest.newBuilder()
                            .setLimit(PAGE)
                            .setCursor(cursor)
                            .build());
            all.addAll(page.getOrdersList());
            cursor = page.getNextCursor();
        } while (!cursor.isEmpty());
        return all;
    }

    /**
     * How the wallet of the token's owner stands.
     *
     * @throws StatusRuntimeException as the matcher answers
     */
    public GetBalancesResponse balances(AccessToken token, String requestId) {
        return accounts.withCallCredentials(new BearerToken(token.text(), requestId))
                .withDeadlineAfter(forReads)
                .getBalances(GetBalancesRequest.getDefaultInstance());
    }

    /**
     * All open positions of the token's owner. A matcher of a version that knows no CFDs has none.
     *
     * @throws StatusRuntimeException as the matcher answers
     */
    public List<Position> openPositions(AccessToken token, String requestId) {
        try {
            return openPositions(positions.withCallCredentials(new BearerToken(token.text(), requestId)));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) return List.of();
            throw e;
        }
    }

    private List<Position> openPositions(CfdServiceGrpc.CfdServiceBlockingStub stub) {
        var all = new ArrayList<Position>();
        var cursor = "";
        do {
            var page = stub.withDeadlineAfter(forReads)
                    .listPositions(ListPositionsRequest.newBuilder()
                            .setStatus(PositionStatus.POSITION_OPEN)
                            .setLimit(PAGE)
                            .setCursor(cursor)
                            .build());
            all.addAll(page.getPositionsList());
            cursor = page.getNextCursor();
        } while (!cursor.isEmpty());
        return all;
    }

    /**
     * Places an order of whose credentials these are.
     *
     * @throws StatusRuntimeException as the matcher answers
     */
    public PlaceOrderResponse place(PlaceOrderRequest order, BearerToken credentials) {
        return changes(credentials).placeOrder(order);
    }

    /**
     * Cancels one, likewise.
     *
     * @throws StatusRuntimeException as the matcher answers
     */
    public CancelOrderResponse cancel(CancelOrderRequest cancel, BearerToken credentials) {
        return changes(credentials).cancelOrder(cancel);
    }

    /**
     * Amends one, likewise.
     *
     * @throws StatusRuntimeException as the matcher answers
     */
    public AmendOrderResponse amend(AmendOrderRequest amend, BearerToken credentials) {
        return changes(credentials).amendOrder(amend);
    }

    private TradingServiceGrpc.TradingServiceBlockingStub changes(BearerToken credentials) {
        return orders.withCallCredentials(credentials).withDeadlineAfter(forChanges);
    }
}
