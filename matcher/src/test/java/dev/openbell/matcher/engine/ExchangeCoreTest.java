package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.matcher.engine.Command.AmendOrder;
import dev.openbell.matcher.engine.Command.CancelOrder;
import dev.openbell.matcher.engine.Command.Deposit;
import dev.openbell.matcher.engine.Command.ListInstrument;
import dev.openbell.matcher.engine.Command.OpenAccount;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import dev.openbell.matcher.engine.Command.SetLimits;
import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.L2MarketData;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import exchange.core2.core.orderbook.OrderBookNaiveImpl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same flow through the order books of exchange-core, which others wrote and test: the same trades, and the same depth. */
class ExchangeCoreTest {
    private static final int COMMANDS = 3_000;
    private static final int TRADERS = 5;
    private static final String SYMBOL = "ETH-USD";
    private static final CoreSymbolSpecification THEIR_RULES = CoreSymbolSpecification.builder()
            .symbolId(1)
            .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
            .baseScaleK(1)
            .quoteScaleK(1)
            .build();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void asTheirPlainBook(long seed) {
        new Duel(seed, new OrderBookNaiveImpl(THEIR_RULES, LoggingConfiguration.DEFAULT)).fight();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void asTheirQuickBook(long seed) {
        new Duel(
                        seed,
                        new OrderBookDirectImpl(
                                THEIR_RULES,
                                ObjectsPool.createDefaultTestPool(),
                                OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
                                LoggingConfiguration.DEFAULT))
                .fight();
    }

    /** Who traded with whom, at which price, and how much. */
    private record Match(long maker, long taker, long price, long quantity) {}

    /** One flow through both. Half of the traders only buy, the others only sell: their book lets anybody trade with themselves. */
    private static final class Duel {
        private final Random random;
        private final IOrderBook theirs;
        private final Engine ours = new Engine(0);
        private final List<Long> placed = new ArrayList<>();
        private final Map<Long, Long> owners = new HashMap<>();
        private long now;
        private int trades;

        Duel(long seed, IOrderBook theirs) {
            this.random = new Random(seed);
            this.theirs = theirs;
        }

        void fight() {
            open();
            for (int i = 0; i < COMMANDS; i++) {
                int dice = random.nextInt(100);
                if (dice < 50 || placed.isEmpty()) place(TimeInForce.GTC);
                else if (dice < 60) place(TimeInForce.IOC);
                else if (dice < 80) cancel(anyOrder());
                else if (dice < 90) reduce(anyOrder(), random.nextInt(1, 50));
                else move(anyOrder(), price());
                compareDepth();
            }
            assertThat(trades).isGreaterThan(COMMANDS / 10);
            theirs.validateInternalState();
        }

        private void open() {
            var rules = Floor.ETH_USD;
            tell(new ListInstrument(new Instrument(
                    SYMBOL,
                    "ETH",
                    "USD",
                    Money.ONE,
                    Money.ONE,
                    0,
                    10 * Money.ONE,
                    rules.collar(),
                    rules.makerFee(),
                    rules.takerFee(),
                    false)));
            for (long trader = 1; trader <= 2 * TRADERS; trader++) {
                tell(new OpenAccount(trader, false));
                tell(new Deposit(trader, trader <= TRADERS ? "USD" : "ETH", 1_000_000_000 * Money.ONE, "", true));
                tell(new SetLimits(trader, new Limits(COMMANDS, 0, Long.MAX_VALUE)));
            }
        }

        private long price() {
            return random.nextLong(980, 1_021) + random.nextLong(-20, 21);
        }

        private long anyOrder() {
            return placed.get(random.nextInt(Math.max(0, placed.size() - 150), placed.size()));
        }

        private void place(TimeInForce timeInForce) {
            var side = random.nextBoolean() ? Side.BUY : Side.SELL;
            long trader = random.nextLong(1, TRADERS + 1) + (side == Side.BUY ? 0 : TRADERS);
            long price = price(), quantity = random.nextInt(1, 100);
            var notebook = new Notebook();
            var answer = ours.apply(
                    ++now,
                    new PlaceOrder(
                            trader,
                            "",
                            SYMBOL,
                            side,
                            OrderType.LIMIT,
                            price * Money.ONE,
                            0,
                            quantity * Money.ONE,
                            0,
                            timeInForce,
                            0,
                            false,
                            SelfTrade.CANCEL_NEWEST,
                            0),
                    notebook);
            assertThat(answer.kind()).isEqualTo(Answer.Kind.PLACED);
            long order = answer.order().id();
            owners.put(order, trader);
            placed.add(order);
            var command = OrderCommand.newOrder(
                    timeInForce == TimeInForce.GTC
                            ? exchange.core2.core.common.OrderType.GTC
                            : exchange.core2.core.common.OrderType.IOC,
                    order,
                    trader,
                    price,
                    Long.MAX_VALUE,
                    quantity,
                    side == Side.BUY ? OrderAction.BID : OrderAction.ASK);
            theirs.newOrder(command);
            compareTrades(order, notebook, command);
        }

        private void cancel(long order) {
            boolean done = tell(new CancelOrder(owner(order), OrderName.byId(order))) == Answer.Kind.CANCELLED;
            var result = theirs.cancelOrder(OrderCommand.cancel(order, owner(order)));
            assertThat(result == CommandResultCode.SUCCESS).isEqualTo(done);
        }

        /** To reduce an order by all that is left is to cancel it. */
        private void reduce(long order, long by) {
            var standing = ours.order(owner(order), OrderName.byId(order));
            if (standing == null || standing.remaining() <= by * Money.ONE) {
                cancel(order);
                return;
            }
            var amend =
                    new AmendOrder(owner(order), OrderName.byId(order), 0, standing.quantity() - by * Money.ONE, "");
            assertThat(tell(amend)).isEqualTo(Answer.Kind.AMENDED);
            assertThat(theirs.reduceOrder(OrderCommand.reduce(order, owner(order), by)))
                    .isEqualTo(CommandResultCode.SUCCESS);
        }

        private void move(long order, long price) {
            var standing = ours.order(owner(order), OrderName.byId(order));
            // To move an order to where it is costs it its place with them and nothing with us.
            if (standing != null && standing.price() == price * Money.ONE) return;
            var notebook = new Notebook();
            var answer = ours.apply(
                    ++now, new AmendOrder(owner(order), OrderName.byId(order), price * Money.ONE, 0, ""), notebook);
            var command = OrderCommand.update(order, owner(order), price);
            var result = theirs.moveOrder(command);
            assertThat(result == CommandResultCode.SUCCESS).isEqualTo(answer.kind() == Answer.Kind.AMENDED);
            compareTrades(order, notebook, command);
        }

        private long owner(long order) {
            return owners.getOrDefault(order, 0L);
        }

        private Answer.Kind tell(Command command) {
            return ours.apply(++now, command, Silence.INSTANCE).kind();
        }

        private void compareTrades(long taker, Notebook notebook, OrderCommand command) {
            var ourTrades = new ArrayList<Match>();
            for (var told : notebook.notes) {
                if (!(told instanceof Told.Traded traded)) continue;
                var trade = traded.trade();
                ourTrades.add(new Match(
                        traded.maker().id(),
                        traded.taker().id(),
                        trade.price() / Money.ONE,
                        trade.quantity() / Money.ONE));
            }
            var theirTrades = new ArrayList<Match>();
            for (var event = command.matcherEvent; event != null; event = event.nextEvent) {
                if (event.eventType != MatcherEventType.TRADE) continue;
                theirTrades.add(new Match(event.matchedOrderId, taker, event.price, event.size));
            }
            assertThat(ourTrades).isEqualTo(theirTrades);
            trades += ourTrades.size();
        }

        private void compareDepth() {
            var depth = theirs.getL2MarketDataSnapshot(Integer.MAX_VALUE);
            assertThat(ours.book(SYMBOL, Side.BUY, Integer.MAX_VALUE)).isEqualTo(bids(depth));
            assertThat(ours.book(SYMBOL, Side.SELL, Integer.MAX_VALUE)).isEqualTo(asks(depth));
        }

        private static List<BookLevel> bids(L2MarketData depth) {
            return levels(depth.bidSize, depth.bidPrices, depth.bidVolumes, depth.bidOrders);
        }

        private static List<BookLevel> asks(L2MarketData depth) {
            return levels(depth.askSize, depth.askPrices, depth.askVolumes, depth.askOrders);
        }

        private static List<BookLevel> levels(int count, long[] prices, long[] volumes, long[] orders) {
            var levels = new ArrayList<BookLevel>();
            for (int i = 0; i < count; i++) {
                levels.add(new BookLevel(prices[i] * Money.ONE, volumes[i] * Money.ONE, (int) orders[i]));
            }
            return levels;
        }
    }
}
