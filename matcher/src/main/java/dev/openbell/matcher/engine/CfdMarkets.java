package dev.openbell.matcher.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All CFDs of this shard. */
final class CfdMarkets {
    private static final long HOUR = 3600 * 1_000_000L, DAY = 24 * HOUR;

    /** When holding a position for another day is paid for, UTC. */
    private static final long FINANCED_AT = 22 * HOUR;

    private final List<CfdMarket> markets = new ArrayList<>();
    private final Map<String, CfdMarket> bySymbol = new HashMap<>();
    private final Wallets wallets;
    private final Positions positions;
    private long nextFinancing = Long.MAX_VALUE;

    CfdMarkets(Wallets wallets, Positions positions) {
        this.wallets = wallets;
        this.positions = positions;
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
    void list(Instrument instrument, long now) {
        if (markets.isEmpty()) nextFinancing = now + DAY - Math.floorMod(now - FINANCED_AT, DAY);
        list(instrument);
    }

    private void list(Instrument instrument) {
        var market = find(instrument.symbol());
        if (market == null) add(new CfdMarket(markets.size(), instrument, wallets, positions));
        else market.rule(instrument.halted(market.instrument().halted()));
    }

    private void add(CfdMarket market) {
        markets.add(market);
        bySymbol.put(market.instrument().symbol(), market);
    }

    /** When holding is paid for next; {@link Long#MAX_VALUE} when there is nothing to hold. */
    long nextFinancing() {
        return nextFinancing;
    }

    void finance() {
        for (var market : markets) market.finance();
        nextFinancing += DAY;
    }

    /** What the feed says that an asset is worth; 0 when it says nothing. */
    long middle(int asset) {
        for (var market : markets) if (market.base() == asset && market.hasPrice()) return market.middle();
        return 0;
    }

    void write(StateWriter state) {
        state.number(nextFinancing);
        state.number(markets.size());
        for (var market : markets) market.write(state);
    }

    void read(StateReader state) {
        markets.clear();
        bySymbol.clear();
        nextFinancing = state.number();
        for (long left = state.number(); left > 0; left--) {
            list(Instrument.read(state));
            markets.getLast().read(state);
        }
    }
}
