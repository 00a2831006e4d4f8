package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the broker's books once more, with fractions that are never rounded before they have to be: from what is told, and from what was
 * asked only where nothing is told of it. What a price sets off is looked for in all positions after every command.
 */
final class CfdAuditor {
    private static final long HOUR = 3600 * 1_000_000L, DAY = 24 * HOUR;
    private static final BigInteger ONE = BigInteger.valueOf(Money.ONE);

    /** What the feed said last, and what holding has cost until now; a halted market looks at no price. */
    private static final class Quotes {
        Instrument rules;
        long bid, ask;
        boolean halted, looked;
        final Map<Direction, Long> index = new HashMap<>(Map.of(Direction.LONG, 0L, Direction.SHORT, 0L));

        Quotes(Instrument rules) {
            this.rules = rules;
            halted = rules.halted();
        }

        long mark(Direction direction) {
            return direction == Direction.LONG ? bid : ask;
        }

        CfdTerms terms() {
            var terms = rules.cfd();
            if (terms == null) throw new AssertionError(rules + " is no CFD");
            return terms;
        }
    }

    private static final class Held {
        PositionSheet sheet;
        final long index, maintenance;
        long best, financed;
        boolean called;

        Held(PositionSheet sheet, Quotes quotes) {
            this.sheet = sheet;
            index = quotes.index.getOrDefault(sheet.direction(), 0L);
            maintenance = quotes.terms().maintenanceRate();
            best = quotes.mark(sheet.direction());
        }
    }

    private final Map<String, Quotes> markets = new HashMap<>();
    private final TreeMap<Long, Held> open = new TreeMap<>();

    /** What the owners of positions should have paid by this command, less what they were told that they paid. */
    private final Map<Long, Long> owed = new HashMap<>();

    private long nextFinancing = Long.MAX_VALUE;
    private long now;
    private long gaps;
    private int ended;

    /** When holding is paid for next. */
    long nextFinancing() {
        return nextFinancing;
    }

    /** How many positions have come to their end. */
    int ended() {
        return ended;
    }

    /** What the house has added where a price went past the margin. */
    long gaps() {
        return gaps;
    }

    void sees(long now) {
        this.now = now;
        for (; nextFinancing <= now; nextFinancing += DAY) markets.values().forEach(CfdAuditor::finance);
        owed.clear();
    }

    private static void finance(Quotes quotes) {
        for (var direction : Direction.values()) {
            quotes.index.merge(
                    direction, down(quotes.mark(direction), quotes.terms().financingRate()), Math::addExact);
        }
    }

    void hears(Told told) {
        switch (told) {
            case Told.InstrumentListed(var rules) when rules.cfd() != null -> list(rules);
            case Told.InstrumentHalted(var symbol) -> halt(symbol, true);
            case Told.InstrumentResumed(var symbol) -> halt(symbol, false);
            case Told.PriceMarked(var price) -> mark(price);
            case Told.PositionChanged changed -> hears(changed);
            case Told.Posted posted
            when isOfCfds(posted) && posted.account() > 0 ->
                owed.merge(posted.account(), posted.amount(), Math::addExact);
            default -> {}
        }
    }

    private static boolean isOfCfds(Told.Posted posted) {
        return posted.kind() == LedgerKind.CFD_PNL
                || posted.kind() == LedgerKind.CFD_FEE
                || posted.kind() == LedgerKind.FINANCING;
    }

    private void list(Instrument rules) {
        if (markets.isEmpty()) {
            nextFinancing = 22 * HOUR;
            while (nextFinancing <= now) nextFinancing += DAY;
        }
        markets.computeIfAbsent(rules.symbol(), _ -> new Quotes(rules)).rules = rules;
    }

    private void halt(String symbol, boolean halted) {
        var quotes = markets.get(symbol);
        if (quotes != null) quotes.halted = halted;
    }

    private void mark(CfdPrice price) {
        var quotes = quotes(price.symbol());
        assertThat(price.bid() % quotes.rules.tick()).isZero();
        assertThat(price.ask() % quotes.rules.tick()).isZero();
        quotes.bid = price.bid();
        quotes.ask = price.ask();
        quotes.looked = !quotes.halted;
        if (quotes.halted) return;
        for (var held : of(quotes)) {
            long mark = quotes.mark(held.sheet.direction());
            if (isBetter(held, mark, held.best)) held.best = mark;
            if (held.called && isAbove(held, mark, 16)) held.called = false;
        }
    }

    private List<Held> of(Quotes quotes) {
        return open.values().stream()
                .filter(held -> held.sheet.asset().equals(quotes.rules.symbol()))
                .toList();
    }

    private static boolean isBetter(Held held, long one, long other) {
        return held.sheet.direction() == Direction.LONG ? one > other : one < other;
    }

    private void hears(Told.PositionChanged told) {
        var sheet = told.position();
        var quotes = quotes(sheet.asset());
        assertThat(sheet.markPrice()).isEqualTo(sheet.open() ? quotes.mark(sheet.direction()) : 0);
        switch (told.change()) {
            case OPENED -> opened(sheet, quotes);
            case AMENDED -> amended(sheet, quotes);
            case PARTLY_CLOSED -> partlyClosed(told, was(sheet), quotes);
            case ENDED -> ended(told, was(sheet), quotes);
            case MARGIN_CALLED -> {
                var held = was(sheet);
                assertThat(held.called).as("called twice").isFalse();
                assertThat(isAbove(held, sheet.markPrice(), 15))
                        .as("called early")
                        .isFalse();
                held.called = true;
            }
        }
    }

    private void opened(PositionSheet sheet, Quotes quotes) {
        var rules = quotes.rules;
        long entry = sheet.direction() == Direction.LONG ? quotes.ask : quotes.bid;
        assertThat(sheet.entryPrice()).isEqualTo(entry);
        long most = BigInteger.valueOf(sheet.margin())
                .multiply(BigInteger.valueOf(sheet.leverage()))
                .multiply(ONE)
                .divide(BigInteger.valueOf(entry))
                .longValueExact();
        assertThat(sheet.quantity()).isPositive().isEqualTo(most / rules.lot() * rules.lot());
        long fee = up(worth(sheet.quantity(), entry), rules.takerFee());
        assertThat(sheet.fees()).isEqualTo(fee);
        owed.merge(sheet.account(), fee, Math::addExact);
        var held = new Held(sheet, quotes);
        assertThat(isAbove(held, held.best, 10)).as("opened at its end").isTrue();
        assertThat(open.put(sheet.id(), held)).isNull();
        liquidatesWhereItShould(held, quotes);
    }

    private void amended(PositionSheet sheet, Quotes quotes) {
        var held = was(sheet);
        if (sheet.trailing() != held.sheet.trailing()) held.best = quotes.mark(sheet.direction());
        assertThat(sheet.quantity()).isEqualTo(held.sheet.quantity());
        assertThat(sheet.margin()).isEqualTo(held.sheet.margin());
        held.sheet = sheet;
    }

    private void partlyClosed(Told.PositionChanged told, Held held, Quotes quotes) {
        var is = told.position();
        long part = held.sheet.quantity() - is.quantity();
        long margin = BigInteger.valueOf(held.sheet.margin())
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(held.sheet.quantity()))
                .longValueExact();
        assertThat(part).isPositive();
        assertThat(is.margin()).isEqualTo(held.sheet.margin() - margin);
        paidOut(told, held, quotes, part, margin, quotes.mark(is.direction()));
        held.sheet = is;
        liquidatesWhereItShould(held, quotes);
    }

    private void ended(Told.PositionChanged told, Held held, Quotes quotes) {
        var is = told.position();
        long mark = quotes.mark(is.direction());
        assertThat(is.closePrice()).isEqualTo(mark);
        assertThat(is.quantity()).isEqualTo(held.sheet.quantity());
        assertThat(is.reason()).isEqualTo(is.reason() == CloseReason.CLOSED ? CloseReason.CLOSED : due(held, quotes));
        paidOut(told, held, quotes, is.quantity(), is.margin(), mark);
        open.remove(is.id());
        ended++;
    }

    /** Which rule closes a position at this mark: a stop of its own comes before liquidation. */
    private static CloseReason due(Held held, Quotes quotes) {
        var sheet = held.sheet;
        long mark = quotes.mark(sheet.direction());
        boolean isLong = sheet.direction() == Direction.LONG;
        if (sheet.stopLoss() != 0 && (isLong ? mark <= sheet.stopLoss() : mark >= sheet.stopLoss())) {
            return CloseReason.STOP_LOSS;
        }
        if (sheet.takeProfit() != 0 && (isLong ? mark >= sheet.takeProfit() : mark <= sheet.takeProfit())) {
            return CloseReason.TAKE_PROFIT;
        }
        long lost = isLong ? held.best - mark : mark - held.best;
        if (sheet.trailing() != 0 && lost >= sheet.trailing()) return CloseReason.TRAILING_STOP;
        return isAbove(held, mark, 10) ? CloseReason.NONE : CloseReason.LIQUIDATED;
    }

    private void paidOut(Told.PositionChanged told, Held held, Quotes quotes, long part, long margin, long price) {
        var was = held.sheet;
        var is = told.position();
        long gain = worth(part, price) - worth(part, was.entryPrice());
        long pnl = was.direction() == Direction.LONG ? gain : -gain;
        long fee = up(worth(part, price), quotes.rules.takerFee());
        long financing = up(part, index(held, quotes));
        assertThat(is.realized()).isEqualTo(was.realized() + pnl);
        assertThat(is.fees()).isEqualTo(was.fees() + fee);
        long gap = Math.max(0, fee + financing - margin - pnl);
        assertThat(told.gap()).isEqualTo(gap);
        held.financed += financing;
        if (!is.open()) assertThat(is.financing()).isEqualTo(held.financed);
        gaps += gap;
        owed.merge(was.account(), fee + financing - pnl - gap, Math::addExact);
    }

    private static long index(Held held, Quotes quotes) {
        return quotes.index.getOrDefault(held.sheet.direction(), 0L) - held.index;
    }

    /** At the price that was told, and not at the one before it on the grid. */
    private static void liquidatesWhereItShould(Held held, Quotes quotes) {
        var sheet = held.sheet;
        long price = sheet.liquidationPrice(), tick = quotes.rules.tick();
        if (price == 0) {
            assertThat(isAbove(held, tick, 10)).isTrue();
            return;
        }
        long before = sheet.direction() == Direction.LONG ? price + tick : price - tick;
        assertThat(isAbove(held, price, 10)).as("liquidated at %s", price).isFalse();
        assertThat(isAbove(held, before, 10)).as("not before %s", price).isTrue();
    }

    /** Whether equity × 10 > tenths × maintenance margin, exactly. */
    private static boolean isAbove(Held held, long mark, int tenths) {
        var sheet = held.sheet;
        long gain = worth(sheet.quantity(), mark) - worth(sheet.quantity(), sheet.entryPrice());
        long equity = sheet.margin() + (sheet.direction() == Direction.LONG ? gain : -gain);
        var maintenance = BigInteger.valueOf(worth(sheet.quantity(), mark))
                .multiply(BigInteger.valueOf(held.maintenance))
                .multiply(BigInteger.valueOf(tenths));
        return BigInteger.valueOf(equity).multiply(ONE).multiply(BigInteger.TEN).compareTo(maintenance) > 0;
    }

    void compare(Engine engine, Iterable<Long> traders) {
        for (var quotes : markets.values()) if (quotes.looked) nothingIsDue(quotes);
        for (long trader : traders) compare(engine, trader);
        assertThat(owed.values()).as("what owners were charged").allMatch(rest -> rest == 0);
        assertThat(balance(engine, House.GAP)).isEqualTo(-gaps);
    }

    private static long balance(Engine engine, House pocket) {
        return engine.balances(pocket.account()).stream()
                .mapToLong(Balance::total)
                .sum();
    }

    /** Every position that a price has set off is closed, and everybody is called whose margin runs short. */
    private void nothingIsDue(Quotes quotes) {
        for (var held : of(quotes)) {
            if (due(held, quotes) != CloseReason.NONE) throw new AssertionError("still open: " + held.sheet);
            boolean runsShort = !isAbove(held, quotes.mark(held.sheet.direction()), 15);
            if (runsShort && !held.called) throw new AssertionError("not called: " + held.sheet);
        }
    }

    private void compare(Engine engine, long trader) {
        var known = new ArrayList<Held>();
        for (var held : open.descendingMap().values()) if (held.sheet.account() == trader) known.add(held);
        var shown = new ArrayList<PositionSheet>();
        engine.positions(trader, position -> shown.add(PositionSheet.of(position)));
        assertThat(shown).hasSameSizeAs(known);
        long unrealized = 0;
        for (int i = 0; i < shown.size(); i++) {
            var held = known.get(i);
            var is = shown.get(i);
            var quotes = quotes(is.asset());
            long gain = worth(is.quantity(), quotes.mark(is.direction())) - worth(is.quantity(), is.entryPrice());
            assertThat(is).isEqualTo(held.sheet.markedLike(is));
            assertThat(is.unrealized()).isEqualTo(is.direction() == Direction.LONG ? gain : -gain);
            assertThat(is.financing()).isEqualTo(held.financed + up(is.quantity(), index(held, quotes)));
            unrealized += is.unrealized();
        }
        var summary = engine.summary(trader);
        assertThat(summary.unrealized()).isEqualTo(unrealized);
        assertThat(summary.marginUsed()).isEqualTo(margin(trader));
    }

    long margin(long trader) {
        return open.values().stream()
                .filter(held -> held.sheet.account() == trader)
                .mapToLong(held -> held.sheet.margin())
                .sum();
    }

    /** What all open positions of an account were worth when they were opened. */
    long openNotional(long trader) {
        return open.values().stream()
                .filter(held -> held.sheet.account() == trader)
                .mapToLong(held -> worth(held.sheet.quantity(), held.sheet.entryPrice()))
                .sum();
    }

    /** The positions that are open now, of anybody. */
    int openPositions(long trader) {
        return (int) open.values().stream()
                .filter(held -> held.sheet.account() == trader)
                .count();
    }

    private Held was(PositionSheet sheet) {
        var was = open.get(sheet.id());
        if (was == null) throw new AssertionError("nobody has heard of " + sheet);
        return was;
    }

    private Quotes quotes(String symbol) {
        var quotes = markets.get(symbol);
        if (quotes == null) throw new AssertionError(symbol + " is not listed");
        return quotes;
    }

    /** Quantity × price, which is a whole number of 1e-8. */
    private static long worth(long quantity, long price) {
        var parts =
                BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(price)).divideAndRemainder(ONE);
        assertThat(parts[1]).as("quantity × price is exact").isZero();
        return parts[0].longValueExact();
    }

    private static long up(long amount, long rate) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(rate))
                .add(ONE.subtract(BigInteger.ONE))
                .divide(ONE)
                .longValueExact();
    }

    private static long down(long amount, long rate) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(rate))
                .divide(ONE)
                .longValueExact();
    }
}
