package dev.openbell.maker;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.DepositRequest;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentServiceGrpc;
import dev.openbell.trading.v1.ListInstrumentsRequest;
import dev.openbell.trading.v1.ListOpenOrdersRequest;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.TradingServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a ladder of orders around the price of each instrument that the feed knows.
 *
 * <p>Twice a second it looks whether the price has moved or an order has traded, takes away what stands wrong, and then places what is
 * missing: in that order, so that it never meets itself. Without a fresh price nothing stands.
 */
@Context
final class Quoter {
    private static final Logger log = LoggerFactory.getLogger(Quoter.class);
    private static final long TURN_MS = 500;
    private static final long DEADLINE_S = 5;
    /** A smaller move than this is not worth a new ladder, in parts of 10,000. */
    private static final int WORTH_MOVING_BPS = 2;

    private static final Map<String, Long> INVENTORY_E8 =
            Map.of("BTC", 10_00000000L, "ETH", 100_00000000L, "SOL", 5_000_00000000L, "USD", 1_000_000_00000000L);

    private final Ticket ticket;
    private final Prices prices;
    private final Waiting waiting;
    private final TradingServiceGrpc.TradingServiceBlockingStub trading;
    private final AccountServiceGrpc.AccountServiceBlockingStub accounts;
    private final InstrumentServiceGrpc.InstrumentServiceBlockingStub instruments;
    private final MeterRegistry metrics;
    private final Map<String, Long> quotedAround = new HashMap<>();
    private final Thread thread;

    Quoter(
            Ticket ticket,
            Prices prices,
            Waiting waiting,
            @GrpcChannel("matcher") ManagedChannel matcher,
            MeterRegistry metrics) {
        this.ticket = ticket;
        this.prices = prices;
        this.waiting = waiting;
        this.trading = TradingServiceGrpc.newBlockingStub(matcher);
        this.accounts = AccountServiceGrpc.newBlockingStub(matcher);
        this.instruments = InstrumentServiceGrpc.newBlockingStub(matcher);
        this.metrics = metrics;
        waiting.begin("the market", "not there yet");
        thread = Thread.ofPlatform().name("quoter").unstarted(this::run);
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    private void run() {
        try {
            waiting.until("the market", this::arrive);
            while (true) {
                turn();
                Thread.sleep(TURN_MS);
            }
        } catch (InterruptedException e) {
            leave();
        }
    }

    /** Comes in with a token, finds out what is traded, and brings something to trade with. */
    private void arrive() throws IOException {
        if (spot().isEmpty()) throw new IllegalStateException("no instrument is listed");
        var mine = as(accounts);
        var have = new HashMap<String, Long>();
        for (var balance :
                mine.getBalances(GetBalancesRequest.getDefaultInstance()).getBalancesList()) {
            have.put(balance.getAsset(), balance.getTotalE8());
        }
        for (var want : INVENTORY_E8.entrySet()) {
            if (have.getOrDefault(want.getKey(), 0L) < want.getValue() / 2) deposit(want.getKey(), want.getValue());
        }
    }

    /** What is listed by now; a new venue lists one instrument after the other. */
    private List<Instrument> spot() throws IOException {
        return as(instruments)
                .listInstruments(ListInstrumentsRequest.getDefaultInstance())
                .getInstrumentsList()
                .stream()
                .filter(rules ->
                        rules.getQuote().equals("USD") && rules.getSymbol().startsWith(rules.getBase() + "-"))
                .toList();
    }

    private void deposit(String asset, long amountE8) throws IOException {
        try {
            var request = DepositRequest.newBuilder().setAsset(asset).setAmountE8(amountE8);
            var _ = as(accounts).deposit(request.build());
        } catch (StatusRuntimeException e) {
            if (GrpcErrors.refusal(e).code() != Code.LIMIT_EXCEEDED) throw e;
            log.info("No more {} can be deposited today", asset);
        }
    }

    private void turn() {
        try {
            var standing = openOrders();
            for (var rules : spot()) {
                var here = standing.stream()
                        .filter(order -> order.getInstrument().equals(rules.getSymbol()))
                        .toList();
                quote(rules, here);
            }
        } catch (StatusRuntimeException e) {
            var refusal = GrpcErrors.refusal(e);
            log.warn("This turn was cut short: {}", refusal.getMessage());
            if (refusal.code() == Code.UNAUTHENTICATED) ticket.forget();
        } catch (IOException e) {
            log.warn("The API key cannot be read", e);
        }
    }

    private void quote(Instrument rules, List<Order> standing) throws IOException {
        var middle = prices.middleE8(rules.getBase());
        if (middle.isEmpty()) {
            for (var order : standing) cancel(order);
            quotedAround.remove(rules.getSymbol());
            return;
        }
        long around = quotedAround.getOrDefault(rules.getSymbol(), 0L);
        boolean moved = Math.abs(middle.getAsLong() - around) > around / 10_000 * WORTH_MOVING_BPS;
        if (moved) around = middle.getAsLong();
        var missing = new ArrayList<>(Ladder.around(around, rules).rungs());
        for (var order : standing) {
            if (!missing.removeIf(rung -> rung.isWhat(order))) cancel(order);
        }
        for (var rung : missing) place(rules, rung);
        quotedAround.put(rules.getSymbol(), around);
    }

    private List<Order> openOrders() throws IOException {
        return as(trading)
                .listOpenOrders(ListOpenOrdersRequest.newBuilder().setLimit(500).build())
                .getOrdersList();
    }

    private void place(Instrument rules, Ladder.Rung rung) throws IOException {
        try {
            var _ = as(trading)
                    .placeOrder(PlaceOrderRequest.newBuilder()
                            .setInstrument(rules.getSymbol())
                            .setSide(rung.side())
                            .setType(OrderType.LIMIT)
                            .setPriceE8(rung.priceE8())
                            .setQuantityE8(rung.quantityE8())
                            .build());
            metrics.counter("openbell.maker.orders", "result", "placed").increment();
        } catch (StatusRuntimeException e) {
            var code = GrpcErrors.refusal(e).code();
            if (code.http() != Code.INSUFFICIENT_FUNDS.http()) throw e;
            metrics.counter("openbell.maker.orders", "result", "refused").increment();
            log.debug("{} at {} was refused: {}", rules.getSymbol(), rung, code);
        }
    }

    private void cancel(Order order) throws IOException {
        try {
            var request = CancelOrderRequest.newBuilder().setOrderId(order.getOrderId());
            var _ = as(trading).cancelOrder(request.build());
        } catch (StatusRuntimeException e) {
            // It traded a moment ago: that is what it stood there for.
            if (GrpcErrors.refusal(e).code() != Code.ORDER_CLOSED) throw e;
        }
    }

    private void leave() {
        try {
            for (var order : openOrders()) cancel(order);
        } catch (StatusRuntimeException | IOException e) {
            log.warn("Orders may still stand: {}", e.toString());
        }
    }

    private <S extends AbstractStub<S>> S as(S stub) throws IOException {
        return stub.withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS).withCallCredentials(ticket.credentials());
    }

    @PreDestroy
    void close() throws InterruptedException {
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_S));
    }
}
