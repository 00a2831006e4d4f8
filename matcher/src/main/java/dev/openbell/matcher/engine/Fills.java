package dev.openbell.matcher.engine;

import java.util.ArrayList;
import java.util.List;

/** What each order has traded, for as long as the order is remembered. */
final class Fills extends Table {
    private static final int TRADE = 0, PRICE = 1, QUANTITY = 2, FEE = 3, TIME = 4, OLDER_AND_TRAITS = 5;
    private static final int TAKER_SELLS = 1, MAKER = 2, SYNTHETIC = 4;

    private final Orders orders;

    Fills(Orders orders) {
        super(6);
        this.orders = orders;
    }

    void add(int order, Trade trade, boolean maker, long fee) {
        int fill = add();
        set(fill, TRADE, trade.id());
        set(fill, PRICE, trade.price());
        set(fill, QUANTITY, trade.quantity());
        set(fill, FEE, fee);
        set(fill, TIME, trade.time());
        int traits = (trade.takerSide() == Side.SELL ? TAKER_SELLS : 0)
                | (maker ? MAKER : 0)
                | (trade.synthetic() ? SYNTHETIC : 0);
        set(fill, OLDER_AND_TRAITS, pair(orders.fills(order), traits));
        orders.fills(order, fill);
    }

    /** Oldest first. */
    List<Fill> of(int order, Instrument instrument, long firstTrade) {
        var fills = new ArrayList<Fill>(4);
        for (int fill = orders.fills(order);
                fill != NONE && get(fill, TRADE) >= firstTrade;
                fill = high(fill, OLDER_AND_TRAITS)) {
            int traits = low(fill, OLDER_AND_TRAITS);
            var trade = new Trade(
                    get(fill, TRADE),
                    instrument.symbol(),
                    get(fill, PRICE),
                    get(fill, QUANTITY),
                    (traits & TAKER_SELLS) == 0 ? Side.BUY : Side.SELL,
                    (traits & SYNTHETIC) != 0,
                    get(fill, TIME));
            fills.add(new Fill(
                    trade,
                    orders.id(order),
                    orders.side(order),
                    (traits & MAKER) != 0,
                    get(fill, FEE),
                    instrument.quote()));
        }
        return fills.reversed();
    }

    void forget(int order) {
        for (int fill = orders.fills(order); fill != NONE; ) {
            int older = high(fill, OLDER_AND_TRAITS);
            drop(fill);
            fill = older;
        }
    }
}
