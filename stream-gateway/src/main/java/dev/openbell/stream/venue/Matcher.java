package dev.openbell.stream.venue;

import static java.util.stream.Collectors.toSet;

import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.GetBalancesResponse;
import dev.openbell.trading.v1.GetOrderBookRequest;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.InstrumentServiceGrpc;
import dev.openbell.trading.v1.ListInstrumentsRequest;
import dev.openbell.trading.v1.ListOpenOrdersRequest;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderBook;
import dev.openbell.trading.v1.TradingServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the matcher is asked. Whatever it answers includes at least everything that stood in the event log when it was asked. */
@Singleton
public final class Matcher {
    private static final int DEADLINE_SECONDS = 5;
    private static final int LARGEST_BOOK = 64 << 20;
    private static final int PAGE = 500;

    private final InstrumentServiceGrpc.InstrumentServiceBlockingStub instruments;
    private final TradingServiceGrpc.TradingServiceBlockingStub orders;
    private final AccountServiceGrpc.AccountServiceBlockingStub accounts;

    Matcher(@GrpcChannel("matcher") ManagedChannel channel) {
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
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
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
            books.add(instruments
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .getOrderBook(request.build()));
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
            var page = stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
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
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .getBalances(GetBalancesRequest.getDefaultInstance());
    }
}
