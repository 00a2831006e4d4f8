package dev.openbell.matcher.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All instruments of this shard. */
final class Markets {
    private final List<Market> markets = new ArrayList<>();
    private final List<Market> changed = new ArrayList<>();
    private final Map<String, Market> bySymbol = new HashMap<>();
    private final Orders orders;
    private final LevelRows levels;
    private final Rungs rungs = new Rungs();
    private final Wallets wallets;

    Markets(Orders orders, LevelRows levels, Wallets wallets) {
        this.orders = orders;
        this.levels = levels;
        this.wallets = wallets;
    }

    Market at(int number) {
        return markets.get(number);
    }

    @Nullable
    Market find(String symbol) {
        return bySymbol.get(symbol);
    }

    List<Market> all() {
        return markets;
    }

    /** Lists an instrument, or changes its rules. */
    void list(Instrument instrument) {
        var market = find(instrument.symbol());
        if (market == null) add(new Market(this, markets.size(), instrument, orders, levels, rungs, wallets));
        else market.rule(instrument.halted(market.instrument().halted()));
    }

    /** A book of this market is changed by the present command. */
    void changed(Market market) {
        changed.add(market);
    }

    void closeCommand(Tape tape) {
        for (int i = 0; i < changed.size(); i++) changed.get(i).closeCommand(tape);
        changed.clear();
    }

    private void add(Market market) {
        markets.add(market);
        bySymbol.put(market.instrument().symbol(), market);
    }

    void write(StateWriter state) {
        levels.write(state);
        rungs.write(state);
        state.number(markets.size());
        for (var market : markets) market.write(state);
    }

    void read(StateReader state) {
        levels.read(state);
        rungs.read(state);
        markets.clear();
        bySymbol.clear();
        for (long left = state.number(); left > 0; left--) {
            list(Instrument.read(state));
            markets.getLast().read(state);
        }
    }
}
