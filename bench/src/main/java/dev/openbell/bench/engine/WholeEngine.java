package dev.openbell.bench.engine;

import dev.openbell.matcher.engine.BookLevel;
import dev.openbell.matcher.engine.Command;
import dev.openbell.matcher.engine.Command.AmendOrder;
import dev.openbell.matcher.engine.Command.CancelOrder;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Instrument;
import dev.openbell.matcher.engine.LedgerKind;
import dev.openbell.matcher.engine.Limits;
import dev.openbell.matcher.engine.Order;
import dev.openbell.matcher.engine.OrderType;
import dev.openbell.matcher.engine.Refused;
import dev.openbell.matcher.engine.SelfTrade;
import dev.openbell.matcher.engine.Side;
import dev.openbell.matcher.engine.Silence;
import dev.openbell.matcher.engine.TimeInForce;
import dev.openbell.matcher.engine.Trade;
import java.util.Arrays;
import java.util.List;

/**
 * The engine as a shard runs it: accounts, wallets, holds, fees, ledger, events, idempotency. A thousand traders buy and a thousand others
 * sell, each order with a key of its own; events are told to somebody who counts them.
 */
final class WholeEngine implements Contestant {
    private static final long ONE = 100_000_000L;
    private static final int BUYERS = 1_000, SELLERS = 1_000;
    private static final Instrument SOL = new Instrument(
            "SOL-USD", "SOL", "USD", ONE / 100, ONE / 100, 5 * ONE, ONE / 2, ONE / 20, ONE / 2_000, ONE / 1_000, false);
    private static final Limits PLENTY = new Limits(1_000_000, 1, 1_000_000_000 * ONE);

    /** So much later comes each command, in µs. A key is remembered for five minutes, so half of the flow lives with forgetting. */
    private static final long PACE = 200;

    private final Engine engine = new Engine(0);
    private final Listener events = new Listener();
    private Command[] ready = {};

    WholeEngine() {
        tell(new Command.ListInstrument(SOL));
        for (int trader = 1; trader <= BUYERS + SELLERS; trader++) {
            tell(new Command.OpenAccount(trader, false));
            tell(new Command.SetLimits(trader, PLENTY));
            boolean buys = trader <= BUYERS;
            tell(new Command.Deposit(trader, buys ? "USD" : "SOL", 10_000_000 * ONE, "deposit-" + trader, true));
        }
    }

    private void tell(Command command) {
        var _ = engine.apply(0, command, events);
    }

    Engine engine() {
        return engine;
    }

    @Override
    public void prepare(Flow flow, int from, int to) {
        ready = new Command[to - from];
        Arrays.setAll(ready, i -> command(flow, from + i));
    }

    private static Command command(Flow flow, int i) {
        long trader = trader(flow.side(i), flow.order(i));
        // The engine numbers its orders as the flow does: from 1, as they come.
        long order = flow.order(i);
        return switch (flow.ask(i)) {
            case LIMIT -> order(flow, i, trader, TimeInForce.GTC);
            case IOC -> order(flow, i, trader, TimeInForce.IOC);
            case CANCEL -> new CancelOrder(trader, OrderName.byId(order));
            case MOVE -> new AmendOrder(trader, OrderName.byId(order), flow.price(i) * SOL.tick(), 0, "");
        };
    }

    private static PlaceOrder order(Flow flow, int i, long trader, TimeInForce timeInForce) {
        return new PlaceOrder(
                trader,
                "bench-%013d".formatted(flow.order(i)),
                SOL.symbol(),
                flow.side(i),
                OrderType.LIMIT,
                flow.price(i) * SOL.tick(),
                0,
                flow.quantity(i) * SOL.lot(),
                0,
                timeInForce,
                0,
                false,
                SelfTrade.CANCEL_NEWEST,
                0);
    }

    private static long trader(Side side, long order) {
        return side == Side.BUY ? 1 + order % BUYERS : 1 + BUYERS + order % SELLERS;
    }

    @Override
    public void carryOut(Flow flow, int from, int to) {
        for (int i = from; i < to; i++) {
            var _ = engine.apply(i * PACE, ready[i - from], events);
        }
    }

    @Override
    public Outcome outcome() {
        if (events.posted != 0) throw new IllegalStateException("the ledger's postings sum to " + events.posted);
        var bids = engine.book(SOL.symbol(), Side.BUY, Integer.MAX_VALUE);
        var asks = engine.book(SOL.symbol(), Side.SELL, Integer.MAX_VALUE);
        return new Outcome(
                events.trades,
                events.quantity,
                events.notional,
                orders(bids) + orders(asks),
                quantity(bids) + quantity(asks));
    }

    private static long orders(List<BookLevel> side) {
        return side.stream().mapToLong(BookLevel::orders).sum();
    }

    private static long quantity(List<BookLevel> side) {
        return side.stream().mapToLong(BookLevel::quantity).sum() / SOL.lot();
    }

    /** Looks at each event as much as somebody must who passes it on, so that no work of the engine is work for nothing. */
    private static final class Listener extends Silence {
        long trades, quantity, notional, posted;

        /** Nobody reads it. */
        @SuppressWarnings("UnusedVariable")
        private long seen;

        @Override
        public void orderPlaced(Order order) {
            seen += order.id() + order.account() + order.price() + order.quantity();
        }

        @Override
        public void traded(Trade trade, Order maker, long makerFee, Order taker, long takerFee) {
            long lots = trade.quantity() / SOL.lot();
            trades++;
            quantity += lots;
            notional += lots * (trade.price() / SOL.tick());
            seen += maker.id() + maker.remaining() + makerFee + taker.id() + taker.remaining() + takerFee;
        }

        @Override
        public void orderAmended(Order order) {
            seen += order.id() + order.price() + order.remaining();
        }

        @Override
        public void orderClosed(Order order) {
            seen += order.id() + order.status().hashCode() + order.filled();
        }

        @Override
        public void ledgerPosted(
                long account, String asset, long amount, long balance, LedgerKind kind, long reference) {
            posted += amount;
            seen += account + balance + reference;
        }

        @Override
        public void balanceChanged(long account, String asset, long available, long held, long margin) {
            seen += account + available + held;
        }

        @Override
        public void levelChanged(String instrument, Side side, long price, long quantity, int orders) {
            seen += price + quantity + orders;
        }

        @Override
        public void commandRefused(long account, Refused refused, String key) {
            throw new IllegalStateException("account " + account + " was refused: " + refused.detail());
        }
    }
}
