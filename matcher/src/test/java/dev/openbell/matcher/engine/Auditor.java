package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps books of its own, in the plainest way there is and from what is told alone, and compares them with the engine's: what must hold
 * for any market at any time is checked here.
 */
final class Auditor {
    /** One asset of one account. */
    private record Purse(long account, String asset) {}

    private record BookSide(String instrument, Side side) {}

    /** An order that may still trade, and how many came to the book before it did. */
    private record Live(OrderSheet sheet, long arrival, long hold) {}

    private final Map<String, Instrument> rules = new HashMap<>();
    private final Set<Long> traders = new HashSet<>();
    private final TreeMap<Long, Live> live = new TreeMap<>(Comparator.reverseOrder());
    private final Map<Purse, Long> owned = new HashMap<>();
    private final Map<Purse, Balance> balances = new HashMap<>();
    private final Map<BookSide, Map<Long, BookLevel>> levels = new HashMap<>();
    private final Map<Long, Long> switches = new HashMap<>();
    private final Map<Long, Long> sessions = new HashMap<>();
    private final Map<String, Long> sums = new HashMap<>();

    /** Who has paid less than the fee in this command: allowed only to one who has nothing free. */
    private final Set<Purse> paidShort = new HashSet<>();

    private final CfdAuditor cfds = new CfdAuditor();
    private long sequence, last;
    private long arrivals;

    CfdAuditor cfds() {
        return cfds;
    }

    /** No event tells of sessions. */
    void sees(Command command, boolean placed, long now) {
        cfds.sees(now);
        if (now - last > 5_000_000) sessions.replaceAll((session, until) -> until + now - last);
        last = now;
        sessions.values().removeIf(until -> until <= now);
        if (command instanceof Command.KeepSessions keep) {
            for (var session : keep.sessions()) sessions.put(session.id(), now + 10_000_000);
        } else if (command instanceof Command.CancelAllOrders cancel) {
            sessions.remove(cancel.session());
        } else if (command instanceof Command.PlaceOrder place && placed && place.session() != 0) {
            sessions.putIfAbsent(place.session(), now + 10_000_000);
        }
    }

    void hears(List<Told> news) {
        paidShort.clear();
        news.forEach(this::hears);
        sequence += news.size();
    }

    private void hears(Told told) {
        cfds.hears(told);
        switch (told) {
            case Told.AccountOpened opened -> traders.add(opened.account());
            case Told.InstrumentListed listed -> rules.put(listed.instrument().symbol(), listed.instrument());
            case Told.OrderPlaced placed -> {
                assertThat(placed.order().filled()).as("filled before it came").isZero();
                keep(placed.order(), arrivals++);
            }
            case Told.OrderTriggered triggered -> {
                assertThat(was(triggered.order()).sheet.waits())
                        .as("a stop waits until it is set off")
                        .isTrue();
                keep(triggered.order(), arrivals++);
            }
            case Told.OrderAmended amended -> amended(amended.order());
            case Told.Traded traded -> traded(traded);
            case Told.OrderClosed closed -> {
                assertThat(closed.order().remaining())
                        .as("may trade although it is closed")
                        .isZero();
                assertThat(closed.order().reason()).isNotEqualTo(Reason.NONE);
                assertThat(live.remove(closed.order().id())).isNotNull();
            }
            case Told.Posted posted -> {
                sums.merge(posted.asset(), posted.amount(), Math::addExact);
                var purse = new Purse(posted.account(), posted.asset());
                assertThat(owned.merge(purse, posted.amount(), Math::addExact)).isEqualTo(posted.balance());
            }
            case Told.BalanceChanged changed ->
                balances.put(new Purse(changed.account(), changed.balance().asset()), changed.balance());
            case Told.LevelChanged changed -> {
                var side = levels(changed.instrument(), changed.side());
                if (changed.level().quantity() == 0) side.remove(changed.level().price());
                else side.put(changed.level().price(), changed.level());
            }
            case Told.CancelAfterSet set -> switches.put(set.account(), set.strikesAt());
            case Told.AccountSuspended _,
                    Told.AccountResumed _,
                    Told.LimitsSet _,
                    Told.InstrumentHalted _,
                    Told.InstrumentResumed _,
                    Told.RulesSet _,
                    Told.PositionChanged _,
                    Told.PriceMarked _,
                    Told.CommandRefused _ -> {}
        }
    }

    /** Only less at the same price keeps its place; a stop that waits has none to lose. */
    private void amended(OrderSheet order) {
        var was = was(order);
        boolean keepsItsPlace =
                order.waits() || (order.price() == was.sheet.price() && order.quantity() < was.sheet.quantity());
        keep(order, keepsItsPlace ? was.arrival : arrivals++);
    }

    /** The best price trades first, the oldest order at it, at its price; nobody trades with themselves. */
    private void traded(Told.Traded traded) {
        var trade = traded.trade();
        var maker = was(traded.maker());
        var taker = was(traded.taker());
        assertThat(maker).as("whose turn it was").isEqualTo(first(maker.sheet.instrument(), maker.sheet.side(), taker));
        assertThat(trade.price()).isEqualTo(maker.sheet.price());
        assertThat(trade.takerSide()).isEqualTo(taker.sheet.side());
        assertThat(trade.synthetic()).isEqualTo(maker.sheet.synthetic() && taker.sheet.synthetic());
        assertThat(taker.sheet.account()).isNotEqualTo(maker.sheet.account());
        if (taker.sheet.type().hasLimit()) {
            assertThat(taker.sheet.side().accepts(taker.sheet.price(), trade.price()))
                    .as("within the taker's limit")
                    .isTrue();
        }
        traded(maker, traded.maker(), traded.makerFee(), rules(trade).makerFee(), trade);
        traded(taker, traded.taker(), traded.takerFee(), rules(trade).takerFee(), trade);
    }

    private void traded(Live was, OrderSheet is, long fee, long rate, Trade trade) {
        assertThat(trade.quantity()).isPositive();
        assertThat(is.filled()).isEqualTo(was.sheet.filled() + trade.quantity());
        assertThat(is.remaining()).isEqualTo(was.sheet.remaining() - trade.quantity());
        long due = up(times(trade.price(), trade.quantity()), rate);
        assertThat(fee).as("fee").isBetween(0L, due);
        if (fee < due) paidShort.add(new Purse(is.account(), rules(trade).quote()));
        if (is.status() == Status.FILLED) live.remove(is.id());
        else keep(is, was.arrival);
    }

    private @Nullable Live first(String instrument, Side side, Live taker) {
        Live first = null;
        for (var one : live.values()) {
            var sheet = one.sheet;
            if (one.equals(taker)
                    || sheet.waits()
                    || sheet.side() != side
                    || !sheet.instrument().equals(instrument)) continue;
            if (first == null || isBefore(one, first)) first = one;
        }
        return first;
    }

    private static boolean isBefore(Live one, Live other) {
        long better = one.sheet.side() == Side.BUY
                ? one.sheet.price() - other.sheet.price()
                : other.sheet.price() - one.sheet.price();
        return better > 0 || (better == 0 && one.arrival < other.arrival);
    }

    private void keep(OrderSheet sheet, long arrival) {
        live.put(sheet.id(), new Live(sheet, arrival, holdFor(sheet)));
    }

    private Live was(OrderSheet order) {
        var was = live.get(order.id());
        if (was == null) throw new AssertionError("nobody has heard of " + order);
        return was;
    }

    private Instrument rules(Trade trade) {
        return rules(trade.instrument());
    }

    private Instrument rules(String symbol) {
        var found = rules.get(symbol);
        if (found == null) throw new AssertionError(symbol + " is not listed");
        return found;
    }

    /** A buy holds price × quantity and the taker fee, a stop buy as if its price were the collar above the stop, a sell its quantity. */
    private long holdFor(OrderSheet order) {
        var rules = rules(order.instrument());
        if (order.type() == OrderType.MARKET || (order.type() == OrderType.STOP && !order.waits())) return 0;
        if (order.side() == Side.SELL) return order.remaining();
        var cost = order.type() == OrderType.STOP
                ? BigInteger.valueOf(up(times(order.stopPrice(), order.remaining()), Money.ONE + rules.collar()))
                : times(order.price(), order.remaining());
        return cost.longValueExact() + up(cost, rules.takerFee());
    }

    /** What is held for an order that may still trade. */
    long hold(long order) {
        var found = live.get(order);
        return found == null ? 0 : found.hold;
    }

    /** What all open orders of an account are worth at their own prices, and its positions at theirs. */
    long openNotional(long account) {
        return cfds.openNotional(account) + ordersNotional(account);
    }

    private long ordersNotional(long account) {
        return live.values().stream()
                .map(Live::sheet)
                .filter(sheet -> sheet.account() == account)
                .mapToLong(sheet -> times(sheet.price() != 0 ? sheet.price() : sheet.stopPrice(), sheet.remaining())
                        .longValueExact())
                .sum();
    }

    int openOrders(long account, String instrument) {
        return (int) live.values().stream()
                .filter(one ->
                        one.sheet.account() == account && one.sheet.instrument().equals(instrument))
                .count();
    }

    /** The venue's prices and lots are such that this is a whole number of 1e-8. */
    private static BigInteger times(long price, long quantity) {
        var exact = BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity));
        var parts = exact.divideAndRemainder(BigInteger.valueOf(Money.ONE));
        assertThat(parts[1]).as("price × quantity is exact").isZero();
        return parts[0];
    }

    private static long up(BigInteger amount, long rate) {
        var one = BigInteger.valueOf(Money.ONE);
        return amount.multiply(BigInteger.valueOf(rate))
                .add(one.subtract(BigInteger.ONE))
                .divide(one)
                .longValueExact();
    }

    void compare(Engine engine) {
        assertThat(engine.sequence()).as("every event has the next number").isEqualTo(sequence);
        assertThat(sums.values()).as("money that was made or lost").allMatch(sum -> sum == 0);
        for (long trader : traders) {
            compareOrders(engine, trader);
            compareMoney(engine, trader);
        }
        for (var symbol : rules.keySet()) compareBook(engine, symbol);
        cfds.compare(engine, traders);
        compareTimers(engine);
    }

    /** What was told last of every open order is how it stands. */
    private void compareOrders(Engine engine, long trader) {
        var kept = live.values().stream().filter(one -> one.sheet.account() == trader);
        var next = kept.iterator();
        engine.openOrders(trader, order -> {
            if (!next.hasNext() || !next.next().sheet.equals(OrderSheet.of(order))) {
                throw new AssertionError("not as it was told: " + OrderSheet.of(order));
            }
            if (order.filled() + order.remaining() != order.quantity()) throw new AssertionError(OrderSheet.of(order));
        });
        if (next.hasNext()) throw new AssertionError("not open any more: " + next.next());
    }

    /** Every wallet is what was posted to it; of that, held is what open orders may cost; nothing is negative. */
    private void compareMoney(Engine engine, long trader) {
        for (var balance : engine.balances(trader)) {
            var purse = new Purse(trader, balance.asset());
            if (balance.total() != owned.getOrDefault(purse, 0L)
                    || !balance.equals(balances.getOrDefault(purse, new Balance(balance.asset(), 0, 0, 0)))) {
                throw new AssertionError(purse + " is not as it was told: " + balance);
            }
            if (balance.available() < 0 || balance.held() < 0) throw new AssertionError(purse + " has " + balance);
            long margin = balance.asset().equals("USD") ? cfds.margin(trader) : 0;
            if (balance.margin() != margin) throw new AssertionError(margin + " is locked, not " + balance);
            long hold = held(purse);
            // Fees that are rounded up fill by fill can eat into what the rest holds, when nothing else is free.
            if (balance.held() != hold && (balance.held() > hold || balance.available() > 0)) {
                throw new AssertionError(purse + " should hold " + hold + " and has " + balance);
            }
            if (paidShort.contains(purse) && balance.available() > 0) {
                throw new AssertionError(purse + " paid less than the fee and has " + balance);
            }
        }
    }

    private long held(Purse purse) {
        long held = 0;
        for (var one : live.values()) {
            if (one.hold == 0 || one.sheet.account() != purse.account) continue;
            var rules = rules(one.sheet.instrument());
            if (purse.asset.equals(one.sheet.side() == Side.BUY ? rules.quote() : rules.base())) held += one.hold;
        }
        return held;
    }

    /** The book is the sum of the open orders, which is what anybody has who follows the changes of its levels. */
    private void compareBook(Engine engine, String symbol) {
        var bids = engine.book(symbol, Side.BUY, Integer.MAX_VALUE);
        var asks = engine.book(symbol, Side.SELL, Integer.MAX_VALUE);
        assertThat(bids).isEqualTo(depth(symbol, Side.BUY)).isEqualTo(told(symbol, Side.BUY));
        assertThat(asks).isEqualTo(depth(symbol, Side.SELL)).isEqualTo(told(symbol, Side.SELL));
        if (!bids.isEmpty() && !asks.isEmpty()) {
            assertThat(bids.getFirst().price())
                    .as("the book is crossed")
                    .isLessThan(asks.getFirst().price());
        }
    }

    private List<BookLevel> told(String symbol, Side side) {
        return new ArrayList<>(levels(symbol, side).values());
    }

    private List<BookLevel> depth(String symbol, Side side) {
        var depth = new TreeMap<Long, BookLevel>(bestFirst(side));
        for (var one : live.values()) {
            var sheet = one.sheet;
            if (sheet.waits() || sheet.side() != side || !sheet.instrument().equals(symbol)) continue;
            depth.merge(
                    sheet.price(),
                    new BookLevel(sheet.price(), sheet.remaining(), 1),
                    (a, b) -> new BookLevel(a.price(), a.quantity() + b.quantity(), a.orders() + b.orders()));
        }
        return new ArrayList<>(depth.values());
    }

    private Map<Long, BookLevel> levels(String symbol, Side side) {
        return levels.computeIfAbsent(new BookSide(symbol, side), _ -> new TreeMap<>(bestFirst(side)));
    }

    private static Comparator<Long> bestFirst(Side side) {
        return side == Side.BUY ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }

    /** Nothing that is due is still there, and the engine knows what is due next. */
    private void compareTimers(Engine engine) {
        long next = cfds.nextFinancing();
        for (var one : live.values()) if (one.sheet.expiresAt() != 0) next = Math.min(next, one.sheet.expiresAt());
        for (long until : sessions.values()) next = Math.min(next, until);
        for (long trader : traders) {
            long strikesAt = engine.strikesAt(trader);
            if (strikesAt != switches.getOrDefault(trader, 0L)) throw new AssertionError("the switch of " + trader);
            if (strikesAt != 0) next = Math.min(next, strikesAt);
        }
        if (engine.nextTimer() != next || next <= engine.now()) {
            throw new AssertionError("now it is " + engine.now() + ", next is " + next + ", not " + engine.nextTimer());
        }
    }
}
