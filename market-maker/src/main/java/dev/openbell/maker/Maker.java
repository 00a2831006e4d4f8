package dev.openbell.maker;

import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.CancelAllOrdersRequest;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentServiceGrpc;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.TradingServiceGrpc;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceStub;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a ladder of orders around the price of each instrument that the feed knows.
 *
 * <p>Four times a second it looks whether the price has moved or an order has traded, and puts right what stands wrong. Without a fresh
 * price nothing stands, nor while the instrument is halted; and what cannot be moved with the price is taken away.
 */
@Context
final class Maker {
    private static final Logger log = LoggerFactory.getLogger(Maker.class);
    private static final long TURN_MS = 250, AFTER_A_BREAK_MS = 1_000, GOODBYE_MS = 5_000;
    private static final long STOCKTAKING_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A smaller move than this is not worth another ladder, in parts of 10,000. */
    private static final int WORTH_MOVING_BPS = 2;

    private static final Map<String, Long> WANTED_E8 =
            Map.of("BTC", 10_00000000L, "ETH", 100_00000000L, "SOL", 5_000_00000000L, "USD", 1_000_000_00000000L);

    private final Ticket ticket;
    private final Prices prices;
    private final Waiting waiting;
    private final TradingServiceStub trading;
    private final Stock stock;
    private final Instruments instruments;
    private final MeterRegistry metrics;
    private final OwnOrders orders;
    private final Reach reach;
    private final Map<String, Long> quotedAround = new HashMap<>();
    private final Thread thread = Thread.ofPlatform().name("maker").unstarted(this::run);

    Maker(
            Keys keys,
            Prices prices,
            Waiting waiting,
            OwnOrders orders,
            Reach reach,
            @GrpcChannel("auth") ManagedChannel auth,
            @GrpcChannel("matcher") ManagedChannel matcher,
            MeterRegistry metrics) {
        ticket = new Ticket(AuthServiceGrpc.newBlockingStub(auth), keys, Keys.MAKER);
        this.prices = prices;
        this.waiting = waiting;
        this.orders = orders;
        this.reach = reach;
        this.metrics = metrics;
        trading = TradingServiceGrpc.newStub(matcher);
        stock = new Stock(AccountServiceGrpc.newBlockingStub(matcher), ticket, WANTED_E8);
        instruments = new Instruments(InstrumentServiceGrpc.newBlockingStub(matcher));
        waiting.begin("the market", "not there yet");
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    private void run() {
        try {
            waiting.until("the market", this::arrive);
            while (true) {
                quoteUntilTheLineBreaks();
                Thread.sleep(AFTER_A_BREAK_MS);
            }
        } catch (InterruptedException e) {
            log.debug("Closed", e);
        }
    }

    /** Finds out what is traded, and brings something to trade with. */
    private void arrive() {
        if (instruments.look().isEmpty()) throw new IllegalStateException("no instrument is listed");
        stock.take();
    }

    private void quoteUntilTheLineBreaks() throws InterruptedException {
        try (var line = OrderLine.open(trading, ticket, orders::saw)) {
            // Whatever an earlier line has left behind.
            cancelAll(line, "");
            orders.forgetAll();
            quotedAround.clear();
            long stockTakenAt = System.nanoTime() - STOCKTAKING_NANOS;
            while (true) {
                if (System.nanoTime() - stockTakenAt > STOCKTAKING_NANOS) {
                    arrive();
                    stockTakenAt = System.nanoTime();
                }
                for (var rules : instruments.listed()) turn(line, rules);
                Thread.sleep(TURN_MS);
            }
        } catch (StatusRuntimeException e) {
            begunAgain(GrpcErrors.refusal(e));
        } catch (Refusal | IllegalStateException e) {
            begunAgain(e instanceof Refusal refusal ? refusal : Refusal.unavailable(e.toString()));
        }
    }

    private void begunAgain(Refusal why) {
        log.warn("Quoting begins again: {}", why.getMessage());
        if (why.code() == Code.UNAUTHENTICATED) ticket.forget();
    }

    /** Puts right what stands wrong in one instrument. */
    private void turn(OrderLine line, Instrument rules) throws InterruptedException {
        var symbol = rules.getSymbol();
        var standing = orders.openIn(symbol);
        var middle = prices.middleE8(rules.getBase());
        if (middle.isEmpty() || !Instruments.isOpen(rules)) {
            if (!standing.isEmpty()) cancelAll(line, symbol);
            quotedAround.remove(symbol);
            return;
        }
        long around = around(symbol, middle.getAsLong());
        reach.nearer(rules, around, System.nanoTime());
        var ladder = Ladder.around(around, reach.partE8(rules), stock.lean(rules.getBase()), rules);
        boolean isOutOfBand = make(line, Change.from(standing, ladder, symbol));
        if (isOutOfBand && orders.openIn(symbol).isEmpty()) reach.further(rules, around, System.nanoTime());
    }

    /**
     * Makes the changes. An order that the venue does not let move stands at an old price, where anybody would take it: it is cancelled.
     *
     * @return whether one was refused since its price lies outside of the band
     */
    private boolean make(OrderLine line, List<Change> changes) throws InterruptedException {
        var answers = line.ask(changes.stream().map(Change::request).toList());
        var stuck = new ArrayList<Change>();
        boolean isOutOfBand = false;
        for (int i = 0; i < answers.size(); i++) {
            heard(changes.get(i), answers.get(i));
            if (!answers.get(i).hasRefused()) continue;
            var code = answers.get(i).getRefused().getCode();
            isOutOfBand |= code.equals(Code.PRICE_OUT_OF_BAND.name());
            if (changes.get(i) instanceof Change.Amend(var order, var rung) && !isGone(code)) {
                stuck.add(new Change.Cancel(order));
            }
        }
        if (!stuck.isEmpty()) make(line, stuck);
        return isOutOfBand;
    }

    /** Where the ladder stands: it follows the price once that has moved far enough. */
    private long around(String symbol, long middle) {
        long before = quotedAround.getOrDefault(symbol, 0L);
        if (Math.abs(middle - before) <= before / Ladder.ALL * WORTH_MOVING_BPS) return before;
        quotedAround.put(symbol, middle);
        return middle;
    }

    /** What is refused is tried again in the next turn, if it is still wanted then. */
    private void heard(Change change, OrderSessionResponse answer) {
        boolean refused = answer.hasRefused();
        metrics.counter(
                        "openbell.maker.changes",
                        "kind",
                        change.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                        "result",
                        refused ? "refused" : "done")
                .increment();
        if (!refused) return;
        log.debug("{} was refused: {}", change, answer.getRefused().getCode());
        switch (change) {
            case Change.Place place -> {}
            case Change.Amend(var order, var rung) -> forgetIfGone(order.getOrderId(), answer);
            case Change.Cancel(var order) -> forgetIfGone(order.getOrderId(), answer);
        }
    }

    /** It traded a moment ago: that is what it stood there for. */
    private void forgetIfGone(String orderId, OrderSessionResponse answer) {
        if (isGone(answer.getRefused().getCode())) orders.forget(orderId);
    }

    private static boolean isGone(String code) {
        return code.equals("ORDER_CLOSED") || code.equals("UNKNOWN_ORDER");
    }

    private static void cancelAll(OrderLine line, String instrument) throws InterruptedException {
        var _ = line.ask(List.of(OrderSessionRequest.newBuilder()
                .setCancelAll(CancelAllOrdersRequest.newBuilder().setInstrument(instrument))));
    }

    @PreDestroy
    void close() throws InterruptedException {
        thread.interrupt();
        thread.join(GOODBYE_MS);
    }
}
