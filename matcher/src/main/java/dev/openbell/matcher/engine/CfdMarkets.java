package dev.openbell.matcher.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All CFDs of this shard. */
final class CfdMarkets {
    private final List<CfdMarket> markets = new ArrayList<>();
    private final Map<String, CfdMarket> bySymbol = new HashMap<>();
    private final Wallets wallets;

    CfdMarkets(Wallets wallets) {
        this.wallets = wallets;
    }

    CfdMarket at(int number) {
        return markets.get(number);
    }

    @Nullable
    CfdMarket find(String symbol) {
        return bySymbol.get(symbol);
    }

    List<CfdMarket> all() {
        return markets;
    }

    /** Lists a CFD, or changes its rules. */
    void list(Instrument instrument) {
        var market = find(instrument.symbol());
        if (market == null) add(new CfdMarket(markets.size(), instrument, wallets));
        else market.rule(instrument.halted(market.instrument().halted()));
    }

    private void add(CfdMarket market) {
        markets.add(market);
        bySymbol.put(market.instrument().symbol(), market);
    }

    /** What the feed says that an asset is worth; 0 when it says nothing. */
    long middle(int asset) {
        for (var market : markets) if (market.base() == asset && market.hasPrice()) return market.middle();
        return 0;
    }

    void write(StateWriter state) {
        state.number(markets.size());
        for (var market : markets) market.write(state);
    }

    void read(StateReader state) {
        markets.clear();
        bySymbol.clear();
        for (long left = state.number(); left > 0; left--) {
            list(Instrument.read(state));
            markets.getLast().read(state);
        }
    }
}
