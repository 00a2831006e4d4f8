package dev.openbell.bench.engine;

import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.engine.CfdPrice;
import dev.openbell.matcher.engine.CfdTerms;
import dev.openbell.matcher.engine.Command;
import dev.openbell.matcher.engine.Direction;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Instrument;
import dev.openbell.matcher.engine.LedgerKind;
import dev.openbell.matcher.engine.Limits;
import dev.openbell.matcher.engine.Position;
import dev.openbell.matcher.engine.PositionChange;
import dev.openbell.matcher.engine.Silence;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * A hundred thousand positions in one CFD, and the prices that come to them. Positions that a price closes are opened anew before the next
 * is measured, so that each meets as many.
 */
final class CfdMeasurement {
    static final int POSITIONS = 100_000;

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final long ONE = 100_000_000L;
    private static final int TRADERS = 1_000;
    private static final int WARM_UP = 4, ROUNDS = 12, QUIET_TICKS = 500, TENS = 50;
    private static final long TICK = ONE / 10, BID = 60_000 * ONE;
    private static final Instrument BTC = new Instrument(
            "BTC_USDC",
            "BTC",
            "USD",
            TICK,
            ONE / 10_000,
            ONE,
            0,
            0,
            0,
            ONE / 2_000,
            false,
            new CfdTerms(100, ONE / 200, ONE / 10_000));

    /** Times of ticks in ns, and what a second brings. */
    record Figures(
            List<Long> quiet,
            List<Long> best,
            List<Long> ten,
            List<Long> tenThousand,
            List<Double> opensPerSecond,
            List<Double> closesPerSecond) {}

    private final Engine engine = new Engine(0);
    private final Listener events = new Listener();
    private final long[] quiet = new long[ROUNDS * QUIET_TICKS],
            best = new long[ROUNDS * QUIET_TICKS],
            ten = new long[ROUNDS * TENS],
            tenThousand = new long[ROUNDS];
    private final double[] opens = new double[ROUNDS], closes = new double[ROUNDS];
    private long time, ticks, opened, keys;

    private CfdMeasurement() {
        tell(new Command.ListInstrument(BTC));
        for (int trader = 1; trader <= TRADERS; trader++) {
            tell(new Command.OpenAccount(trader, true));
            tell(new Command.SetLimits(trader, new Limits(1, 1_000_000, 1_000_000_000 * ONE)));
            tell(new Command.Deposit(trader, "USD", 10_000_000 * ONE, "deposit", true));
        }
        mark(BID);
        for (int i = 0; i < POSITIONS; i++) open(usual(i));
    }

    public static void main(String[] args) {
        var bench = new CfdMeasurement();
        for (int round = -WARM_UP; round < ROUNDS; round++) bench.round(round);
        bench.checkTheBooks();
        Fork.answer(new Figures(
                list(bench.quiet),
                list(bench.best),
                list(bench.ten),
                list(bench.tenThousand),
                list(bench.opens),
                list(bench.closes)));
    }

    private static List<Long> list(long[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private void round(int round) {
        int at = Math.max(0, round);
        measureOpeningAndClosing(at);
        // To and fro by a little, within the spread of what everybody waits for.
        for (int i = 0; i < QUIET_TICKS; i++) quiet[at * QUIET_TICKS + i] = mark(BID - (i % 7) * TICK);
        for (int i = 0; i < QUIET_TICKS; i++) best[at * QUIET_TICKS + i] = mark(BID + (i + 1) * TICK);
        mark(BID);
        for (int i = 0; i < TENS; i++) ten[at * TENS + i] = triggers(10, BID - 100 * ONE);
        tenThousand[at] = triggers(10_000, BID - 100 * ONE);
    }

    /** Opens some that a price closes which closes no other, and has it come. */
    private long triggers(int count, long price) {
        for (int i = 0; i < count; i++) open(stopped(i, price));
        long before = events.closed;
        long took = mark(price);
        if (events.closed - before != count) throw new IllegalStateException(events.closed - before + " were closed");
        mark(BID);
        return took;
    }

    private void measureOpeningAndClosing(int at) {
        int count = 20_000;
        var openings = new Command[count];
        var closings = new Command[count];
        mark(BID);
        Arrays.setAll(openings, this::usual);
        long first = opened;
        long began = worked();
        for (var command : openings) tell(command);
        opens[at] = count * 1e9 / (worked() - began);
        opened += count;
        Arrays.setAll(closings, i -> new Command.ClosePosition(trader(i), first + i + 1, 0, key()));
        mark(BID);
        began = worked();
        for (var command : closings) tell(command);
        closes[at] = count * 1e9 / (worked() - began);
    }

    /** Far from its end: a long or a short, with stops of its own, one that trails, or none. */
    private Command.OpenPosition usual(int i) {
        var direction = i % 2 == 0 ? Direction.LONG : Direction.SHORT;
        long away = 1_000 * ONE + (i % 5_000) * TICK;
        boolean stops = i % 8 < 2, trails = i % 8 >= 6;
        return new Command.OpenPosition(
                trader(i),
                key(),
                BTC.symbol(),
                direction,
                20 * ONE + i % 100 * ONE,
                5,
                stops ? BID - (direction == Direction.LONG ? away : -away) : 0,
                stops ? BID + (direction == Direction.LONG ? away : -away) : 0,
                trails ? away : 0,
                0,
                0);
    }

    /** A long that is closed at this price. */
    private Command.OpenPosition stopped(int i, long price) {
        return new Command.OpenPosition(trader(i), key(), BTC.symbol(), Direction.LONG, 10 * ONE, 5, price, 0, 0, 0, 0);
    }

    /** Another one each time, as clients give them. */
    private String key() {
        return "bench-%013d".formatted(++keys);
    }

    private static long trader(int i) {
        return 1L + i % TRADERS;
    }

    private void open(Command.OpenPosition position) {
        tell(position);
        opened++;
    }

    /** How long the engine takes for a price. */
    private long mark(long bid) {
        time += 50_000;
        var tick = new Command.PriceTick(BTC.symbol(), bid, bid + TICK, bid, 1, ++ticks);
        long began = worked();
        var _ = engine.apply(time, tick, events);
        return worked() - began;
    }

    /** Processor time: what else runs on the machine takes time on the clock, but not this. */
    private static long worked() {
        return THREAD.getCurrentThreadCpuTime();
    }

    private void tell(Command command) {
        time += 20;
        var answer = engine.apply(time, command, events);
        if (answer.kind() == Answer.Kind.REFUSED) {
            throw new IllegalStateException(command + ": " + answer.refused().detail());
        }
    }

    private void checkTheBooks() {
        if (events.posted != 0) throw new IllegalStateException("the ledger's postings sum to " + events.posted);
        var open = new int[1];
        engine.accounts(account -> engine.positions(account, position -> open[0]++));
        if (open[0] != POSITIONS) throw new IllegalStateException(open[0] + " positions are open");
    }

    /** Looks at each event as much as somebody must who passes it on. */
    private static final class Listener extends Silence {
        long closed, posted;

        /** Nobody reads it. */
        @SuppressWarnings("UnusedVariable")
        private long seen;

        @Override
        public void positionChanged(PositionChange change, Position position, long gap) {
            if (change == PositionChange.ENDED) closed++;
            seen += position.id() + position.quantity() + position.liquidationPrice() + position.realized() + gap;
        }

        @Override
        public void priceMarked(CfdPrice price) {
            seen += price.bid();
        }

        @Override
        public void ledgerPosted(
                long account, String asset, long amount, long balance, LedgerKind kind, long reference) {
            posted += kind == LedgerKind.DEPOSIT || kind == LedgerKind.GRANT ? 0 : amount;
            seen += account + balance + reference;
        }

        @Override
        public void balanceChanged(long account, String asset, long available, long held, long margin) {
            seen += account + available + margin;
        }
    }
}
