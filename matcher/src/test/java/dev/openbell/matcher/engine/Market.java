package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.Event.LedgerPosted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A market to try things on, which checks after every command what must hold for any market. */
final class Market {
    static final Instrument BTC_USD = instrument("BTC-USD", "BTC", "0.5", "0.0001");
    static final Instrument ETH_USD = instrument("ETH-USD", "ETH", "0.01", "0.0001");

    final Engine engine = new Engine(0);
    final List<Event> events = new ArrayList<>();
    private final Map<String, Long> money = new HashMap<>();
    private long time = 1_000_000;

    Market() {
        apply(new Command.ListInstrument(BTC_USD));
        apply(new Command.ListInstrument(ETH_USD));
    }

    Answer apply(Command command) {
        return apply(command, ++time);
    }

    Answer apply(Command command, long at) {
        time = Math.max(time, at);
        long before = engine.sequence();
        var made = new ArrayList<Event>();
        var answer = engine.apply(at, command, made::add);
        if (engine.sequence() != before + made.size()) throw new AssertionError("the sequence has a gap");
        for (var event : made) {
            if (event instanceof LedgerPosted posted) money.merge(posted.asset(), posted.amount(), Math::addExact);
        }
        for (var sum : money.entrySet()) {
            if (sum.getValue() != 0) throw new AssertionError("money was made or lost: " + sum);
        }
        for (var symbol : List.of("BTC-USD", "ETH-USD")) checkNotCrossed(symbol);
        events.addAll(made);
        return answer;
    }

    /** An account with the demo money and some of every asset. */
    void opens(long account) {
        apply(new Command.OpenAccount(account, false));
        apply(new Command.Deposit(account, "BTC", e8("10"), "", false));
        apply(new Command.Deposit(account, "ETH", e8("100"), "", false));
    }

    Event.Balance balance(long account, String asset) {
        return engine.balances(account).stream()
                .filter(balance -> balance.asset().equals(asset))
                .findFirst()
                .orElse(new Event.Balance(asset, 0, 0, 0));
    }

    private void checkNotCrossed(String symbol) {
        var bids = engine.book(symbol, Side.BUY, 1);
        var asks = engine.book(symbol, Side.SELL, 1);
        if (bids.isEmpty() || asks.isEmpty()) return;
        if (bids.getFirst().price() >= asks.getFirst().price()) throw new AssertionError(symbol + " is crossed");
    }

    static long e8(String decimal) {
        return new java.math.BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    private static Instrument instrument(String symbol, String base, String tick, String lot) {
        return new Instrument(
                symbol, base, "USD", e8(tick), e8(lot), e8("5"), e8("0.5"), e8("0.05"), e8("0.0005"), e8("0.001"));
    }
}
