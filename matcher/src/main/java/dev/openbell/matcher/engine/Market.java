package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Table.NONE;

/** Where one instrument is traded: its rules, its book, the stops that wait, and the last trade. */
final class Market implements Listed {
    final int number;
    private final Markets markets;
    private final LevelRows levels;
    private final Wallets wallets;
    final Book book;
    final Stops stops;

    private Instrument instrument;
    private int base, quote;
    private long grid;
    private long lastPrice;

    // Since the stops were last looked at.
    private long lowestTrade = Long.MAX_VALUE, highestTrade = Long.MIN_VALUE;

    private boolean changed;
    private final ChangedPrices changedBids = new ChangedPrices(), changedAsks = new ChangedPrices();

    Market(
            Markets markets,
            int number,
            Instrument instrument,
            Orders orders,
            LevelRows levels,
            Rungs rungs,
            Wallets wallets) {
        this.markets = markets;
        this.number = number;
        this.levels = levels;
        this.wallets = wallets;
        this.grid = instrument.tick();
        this.instrument = instrument;
        book = new Book(orders, levels, rungs, grid);
        stops = new Stops(orders, levels, rungs, grid);
        rule(instrument);
    }

    @Override
    public Instrument instrument() {
        return instrument;
    }

    @Override
    public void rule(Instrument rules) {
        instrument = rules;
        base = wallets.asset(rules.base());
        quote = wallets.asset(rules.quote());
        if (rules.tick() % grid == 0) return;
        // What rests keeps its price: the grid must hold the old prices and the new ones.
        grid = greatestCommonDivisor(grid, rules.tick());
        book.side(Side.BUY).regrid(grid);
        book.side(Side.SELL).regrid(grid);
        stops.regrid(grid);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    int base() {
        return base;
    }

    int quote() {
        return quote;
    }

    /** The asset that an order of this side pays with. */
    int paidWith(Side side) {
        return side == Side.BUY ? quote : base;
    }

    /** The price of the last trade; 0 before the first. */
    long lastPrice() {
        return lastPrice;
    }

    void traded(long price) {
        lastPrice = price;
        lowestTrade = Math.min(lowestTrade, price);
        highestTrade = Math.max(highestTrade, price);
    }

    /** Takes out the stops that the trades since the last look have set off, in the order in which they came. */
    long[] stopsSetOff() {
        if (highestTrade == Long.MIN_VALUE) return Stops.NOTHING;
        var setOff = stops.setOff(lowestTrade, highestTrade);
        lowestTrade = Long.MAX_VALUE;
        highestTrade = Long.MIN_VALUE;
        return setOff;
    }

    /** How far a market order may walk; 0 when there is nobody on the other side. */
    long collared(Side side) {
        int best = book.side(side.opposite()).best();
        if (best == NONE) return 0;
        long price = levels.price(best), tick = instrument.tick();
        long room = Money.times(price, instrument.collar()) / tick * tick;
        return side == Side.BUY ? Math.addExact(price, room) : Math.max(price - room, 1);
    }

    /** The command has changed what stands at this price. */
    void changed(Side side, long price) {
        if (!changed) {
            changed = true;
            markets.changed(this);
        }
        (side == Side.BUY ? changedBids : changedAsks).add(price);
    }

    /** Says how each price stands that the command changed. */
    void closeCommand(Tape tape) {
        changed = false;
        changedBids.drain(price -> tell(Side.BUY, price, tape));
        changedAsks.drain(price -> tell(Side.SELL, price, tape));
    }

    private void tell(Side side, long price, Tape tape) {
        int level = book.side(side).find(price);
        long quantity = level == NONE ? 0 : levels.quantity(level);
        int orders = level == NONE ? 0 : levels.orders(level);
        tape.next().levelChanged(instrument.symbol(), side, price, quantity, orders);
    }

    void write(StateWriter state) {
        instrument.write(state);
        state.number(grid);
        state.number(lastPrice);
        book.write(state);
        stops.write(state);
    }

    void read(StateReader state) {
        grid = state.number();
        lastPrice = state.number();
        book.read(state);
        stops.read(state);
    }
}
