package dev.openbell.maker;

import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.start.UnusableSetting;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.GetOrderBookRequest;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentServiceGrpc;
import dev.openbell.trading.v1.InstrumentServiceGrpc.InstrumentServiceBlockingStub;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import dev.openbell.trading.v1.TradingServiceGrpc;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trades now and then, so that the tape moves where nobody else does: a little, at the best price, and only while that is near the feed's,
 * or as near as the band lets the maker come.
 *
 * <p>It has an account of its own, since nobody trades with himself. Both accounts are the venue's, and what they trade with each other is
 * flagged as synthetic. A trade with anybody else would not be, so where others stand at the best price it leaves them alone.
 */
@Context
final class Taker {
    private static final Logger log = LoggerFactory.getLogger(Taker.class);
    private static final long SHORTEST_INTERVAL_MS = 250, GOODBYE_MS = 5_000, DEADLINE_S = 5;
    private static final long STOCKTAKING_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Further than this from the feed's price it does not trade, in parts of 10,000. */
    private static final int NEAR_BPS = 30;

    /** A trade is worth at least as much as this many times the least that may be traded, and at most this many. */
    private static final int LEAST = 2, MOST = 60;

    private static final Map<String, Long> WANTED_E8 =
            Map.of("BTC", 1_00000000L, "ETH", 20_00000000L, "SOL", 500_00000000L, "USD", 100_000_00000000L);

    private final boolean enabled;
    private final long intervalMs;
    private final Ticket ticket;
    private final Prices prices;
    private final OwnOrders quotes;
    private final Reach reach;
    private final TradingServiceBlockingStub trading;
    private final InstrumentServiceBlockingStub books;
    private final Instruments instruments;
    private final Stock stock;
    private final MeterRegistry metrics;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Thread thread = Thread.ofPlatform().name("taker").unstarted(this::run);
    private long stockTakenAt = System.nanoTime() - STOCKTAKING_NANOS;

    Taker(
            Keys keys,
            Prices prices,
            OwnOrders quotes,
            Reach reach,
            @Value("${openbell.taker.enabled}") boolean enabled,
            @Value("${openbell.taker.interval-ms}") long intervalMs,
            @GrpcChannel("auth") ManagedChannel auth,
            @GrpcChannel("matcher") ManagedChannel matcher,
            MeterRegistry metrics) {
        if (intervalMs < SHORTEST_INTERVAL_MS) {
            throw new UnusableSetting("SYNTHETIC_TRADES_INTERVAL_MS is " + intervalMs + "; it must be "
                    + SHORTEST_INTERVAL_MS + " or more");
        }
        this.enabled = enabled && keys.haveTaker();
        if (enabled && !this.enabled) log.warn("No synthetic trades: MARKET_TAKER_KEY_ID is not set");
        this.intervalMs = intervalMs;
        this.prices = prices;
        this.quotes = quotes;
        this.reach = reach;
        this.metrics = metrics;
        ticket = new Ticket(AuthServiceGrpc.newBlockingStub(auth), keys, Keys.TAKER);
        trading = TradingServiceGrpc.newBlockingStub(matcher);
        books = InstrumentServiceGrpc.newBlockingStub(matcher);
        instruments = new Instruments(books);
        stock = new Stock(AccountServiceGrpc.newBlockingStub(matcher), ticket, WANTED_E8);
    }

    @PostConstruct
    void start() {
        if (enabled) thread.start();
    }

    private void run() {
        try {
            while (true) {
                // Not with the beat of a clock.
                Thread.sleep(random.nextLong(intervalMs / 2, intervalMs * 3 / 2));
                turn();
            }
        } catch (InterruptedException e) {
            log.debug("Closed", e);
        }
    }

    private void turn() {
        try {
            if (System.nanoTime() - stockTakenAt > STOCKTAKING_NANOS) {
                var _ = instruments.look();
                stock.take();
                stockTakenAt = System.nanoTime();
            }
            var open = instruments.listed().stream().filter(Instruments::isOpen).toList();
            if (!open.isEmpty()) trade(open.get(random.nextInt(open.size())));
        } catch (StatusRuntimeException e) {
            var refusal = GrpcErrors.refusal(e);
            log.debug("No trade: {}", refusal.getMessage());
            metrics.counter("openbell.taker.trades", "result", "refused").increment();
            if (refusal.code() == Code.UNAUTHENTICATED) ticket.forget();
        } catch (Refusal refusal) {
            log.debug("No trade: {}", refusal.getMessage());
        }
    }

    private void trade(Instrument rules) {
        var middle = prices.middleE8(rules.getBase());
        if (middle.isEmpty()) return;
        // Who has much of it rather sells.
        boolean buys = random.nextInt(-Ladder.ALL, Ladder.ALL) >= stock.lean(rules.getBase());
        var book = books.withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                .getOrderBook(GetOrderBookRequest.newBuilder()
                        .setInstrument(rules.getSymbol())
                        .setLevels(1)
                        .build());
        var best = buys ? book.getAsksList() : book.getBidsList();
        if (best.isEmpty()) return;
        if (!quotes.areAll(best.getFirst(), buys ? Side.SELL : Side.BUY, rules.getSymbol())) return;
        long price = best.getFirst().getPriceE8();
        if (reach.isNear(rules.getSymbol()) && !isNear(price, middle.getAsLong())) return;

        long worthE8 = rules.getMinNotionalE8() * random.nextInt(LEAST, MOST);
        long quantity = Ladder.down(Ladder.quotient(worthE8, price), rules.getLotE8());
        if (quantity == 0) return;
        var placed = ticket.on(trading)
                .placeOrder(PlaceOrderRequest.newBuilder()
                        .setInstrument(rules.getSymbol())
                        .setSide(buys ? Side.BUY : Side.SELL)
                        .setType(OrderType.LIMIT)
                        .setTimeInForce(TimeInForce.IOC)
                        .setPriceE8(price)
                        .setQuantityE8(quantity)
                        .build());
        metrics.counter("openbell.taker.trades", "result", placed.getTradesCount() > 0 ? "traded" : "missed")
                .increment();
    }

    private static boolean isNear(long price, long middle) {
        return Math.abs(price - middle) <= middle / Ladder.ALL * NEAR_BPS;
    }

    @PreDestroy
    void close() throws InterruptedException {
        thread.interrupt();
        thread.join(GOODBYE_MS);
    }
}
