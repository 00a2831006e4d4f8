package dev.openbell.e2e.dsl;

import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.engine.Balance;
import dev.openbell.matcher.engine.CfdTerms;
import dev.openbell.matcher.engine.Command;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Direction;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Instrument;
import dev.openbell.matcher.engine.Order;
import dev.openbell.matcher.engine.OrderType;
import dev.openbell.matcher.engine.Position;
import dev.openbell.matcher.engine.Reason;
import dev.openbell.matcher.engine.SelfTrade;
import dev.openbell.matcher.engine.Side;
import dev.openbell.matcher.engine.Silence;
import dev.openbell.matcher.engine.TimeInForce;
import dev.openbell.matcher.engine.Trade;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The bare engine: commands go straight in, and what its events say is what traders are told. */
final class EngineFloor implements Floor {
    private final Engine engine = new Engine(0);
    private final Tape tape = new Tape();
    private final Map<Long, Queue<Execution>> executions = new HashMap<>();
    private long time = 1, accounts = 1, instruments, ticks;

    @Override
    public String freshInstrument() {
        var symbol = "T" + ++instruments + "-USD";
        apply(new Command.ListInstrument(new Instrument(
                symbol,
                "SOL",
                "USD",
                e8("0.01"),
                e8("0.001"),
                e8("5"),
                e8("0.5"),
                e8("0.05"),
                e8("0.0005"),
                e8("0.001"),
                false)));
        return symbol;
    }

    @Override
    public String freshCfd() {
        var symbol = "C" + ++instruments + "_USDC";
        apply(new Command.ListInstrument(new Instrument(
                symbol,
                "BTC",
                "USD",
                e8("0.1"),
                e8("0.0001"),
                e8("1"),
                0,
                0,
                0,
                e8("0.0005"),
                false,
                new CfdTerms(100, e8("0.005"), e8("0.0001")))));
        return symbol;
    }

    @Override
    public void quotes(String cfd, BigDecimal bid, BigDecimal ask) {
        apply(new Command.PriceTick(cfd, e8(bid), e8(ask), e8(bid), 1, ++ticks));
    }

    @Override
    public Seat seat(String name) {
        long account = ++accounts;
        executions.put(account, new ArrayDeque<>());
        apply(new Command.OpenAccount(account, false));
        apply(new Command.Deposit(account, "SOL", e8("1000"), "", false));
        return new EngineSeat(account);
    }

    @Override
    public List<Level> book(String instrument, boolean bids) {
        return engine.book(instrument, bids ? Side.BUY : Side.SELL, 100).stream()
                .map(level -> new Level(decimal(level.price()), decimal(level.quantity())))
                .toList();
    }

    private Answer apply(Command command) {
        return engine.apply(++time, command, tape);
    }

    /** Who traded is told so. */
    private final class Tape extends Silence {
        @Override
        public void traded(Trade trade, Order maker, long makerFee, Order taker, long takerFee) {
            tell(trade, maker);
            tell(trade, taker);
        }
    }

    private void tell(Trade trade, Order order) {
        executions
                .computeIfAbsent(order.account(), account -> new ArrayDeque<>())
                .add(new Execution(order.side() == Side.BUY, decimal(trade.quantity()), decimal(trade.price())));
    }

    private static long e8(String decimal) {
        return e8(new BigDecimal(decimal));
    }

    private static long e8(BigDecimal decimal) {
        return decimal.movePointRight(8).longValueExact();
    }

    private static long e8OrNone(@Nullable BigDecimal decimal) {
        return decimal == null ? 0 : e8(decimal);
    }

    private static BigDecimal decimal(long e8) {
        return BigDecimal.valueOf(e8, 8);
    }

    private final class EngineSeat implements Seat {
        private final long account;

        EngineSeat(long account) {
            this.account = account;
        }

        @Override
        public Receipt places(String instrument, Ticket ticket, String key) {
            return receipt(apply(new Command.PlaceOrder(
                    account,
                    key,
                    instrument,
                    ticket.buys() ? Side.BUY : Side.SELL,
                    OrderType.valueOf(ticket.type().toUpperCase(Locale.ROOT)),
                    e8OrNone(ticket.price()),
                    e8OrNone(ticket.stopPrice()),
                    e8OrNone(ticket.quantity()),
                    e8OrNone(ticket.quoteQuantity()),
                    TimeInForce.valueOf(ticket.timeInForce().toUpperCase(Locale.ROOT)),
                    0,
                    ticket.postOnly(),
                    SelfTrade.valueOf(ticket.selfTrade().toUpperCase(Locale.ROOT)),
                    0)));
        }

        @Override
        public Receipt amends(String orderId, BigDecimal quantity, BigDecimal price) {
            var order = OrderName.byId(Long.parseLong(orderId));
            return receipt(apply(new Command.AmendOrder(account, order, e8(price), e8(quantity), "")));
        }

        @Override
        public int cancelsAll() {
            return (int) apply(new Command.CancelAllOrders(account, "", 0, Reason.USER))
                    .number();
        }

        @Override
        public Receipt cancels(String orderId) {
            return receipt(apply(new Command.CancelOrder(account, OrderName.byId(Long.parseLong(orderId)))));
        }

        @Override
        public Receipt order(String orderId) {
            var order = engine.order(account, OrderName.byId(Long.parseLong(orderId)));
            return order == null ? new Receipt("", "", "UNKNOWN_ORDER") : receipt(order);
        }

        @Override
        public Execution nextExecution() {
            var execution = executions
                    .computeIfAbsent(account, id -> new ArrayDeque<>())
                    .poll();
            if (execution == null) throw new AssertionError("nothing was executed");
            return execution;
        }

        @Override
        public BigDecimal available(String asset) {
            return decimal(balance(asset).available());
        }

        @Override
        public BigDecimal held(String asset) {
            return decimal(balance(asset).held());
        }

        @Override
        public BigDecimal margin(String asset) {
            return decimal(balance(asset).margin());
        }

        @Override
        public Stake opens(String cfd, Bet bet) {
            return stake(apply(new Command.OpenPosition(
                    account,
                    "",
                    cfd,
                    bet.rises() ? Direction.LONG : Direction.SHORT,
                    e8(bet.margin()),
                    bet.leverage(),
                    e8OrNone(bet.stop()),
                    e8OrNone(bet.take()),
                    e8OrNone(bet.trail()),
                    0,
                    0)));
        }

        @Override
        public Stake closes(String positionId) {
            return stake(apply(new Command.ClosePosition(account, Long.parseLong(positionId), 0, "")));
        }

        @Override
        public Stake stake(String positionId) {
            var position = engine.position(account, Long.parseLong(positionId));
            return position == null ? Stake.refused("UNKNOWN_POSITION") : stake(position);
        }

        private static Stake stake(Answer answer) {
            return answer.kind() == Answer.Kind.REFUSED
                    ? Stake.refused(answer.refused().code())
                    : stake(answer.position());
        }

        private static Stake stake(Position position) {
            var status = position.isOpen() ? "open" : position.reason().name().toLowerCase(Locale.ROOT);
            return new Stake(
                    Long.toString(position.id()),
                    status,
                    decimal(position.quantity()),
                    decimal(position.liquidationPrice()),
                    "");
        }

        private Balance balance(String asset) {
            return engine.balances(account).stream()
                    .filter(balance -> balance.asset().equals(asset))
                    .findFirst()
                    .orElseThrow();
        }

        private static Receipt receipt(Answer answer) {
            return answer.kind() == Answer.Kind.REFUSED
                    ? new Receipt("", "", answer.refused().code())
                    : receipt(answer.order());
        }

        private static Receipt receipt(Order order) {
            return new Receipt(Long.toString(order.id()), order.status().name().toLowerCase(Locale.ROOT), "");
        }
    }
}
