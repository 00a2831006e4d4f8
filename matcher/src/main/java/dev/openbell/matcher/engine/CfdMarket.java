package dev.openbell.matcher.engine;

/** One CFD: its rules, what the feed said last, and who waits for what it says next. */
final class CfdMarket implements Listed {
    /** A price that is older than this is not traded at. */
    private static final long FRESH = 5_000_000;

    final int number;
    private final Wallets wallets;
    final CfdSide longs, shorts;

    private Instrument instrument;
    private int base, quote;
    private long bid, ask, last, markedAt;
    private long epoch, sequence;

    CfdMarket(int number, Instrument instrument, Wallets wallets, Positions positions) {
        this.number = number;
        this.wallets = wallets;
        this.instrument = instrument;
        longs = new CfdSide(positions, Direction.LONG);
        shorts = new CfdSide(positions, Direction.SHORT);
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
    }

    int base() {
        return base;
    }

    int quote() {
        return quote;
    }

    CfdSide side(Direction direction) {
        return direction == Direction.LONG ? longs : shorts;
    }

    /** The terms that every CFD has. */
    CfdTerms terms() {
        var terms = instrument.cfd();
        if (terms == null) throw new IllegalStateException(instrument.symbol() + " is no CFD");
        return terms;
    }

    /** Whether the feed said this after what it said last. */
    boolean isNews(Command.PriceTick tick) {
        return tick.epoch() != epoch ? tick.epoch() > epoch : tick.sequence() > sequence;
    }

    /** Takes a price over, the bid down to the grid and the ask up to it. */
    void mark(Command.PriceTick tick, long now) {
        bid = bid(tick);
        ask = ask(tick);
        last = tick.last();
        markedAt = now;
        epoch = tick.epoch();
        sequence = tick.sequence();
    }

    long bid(Command.PriceTick tick) {
        return tick.bid() - tick.bid() % instrument.tick();
    }

    /** @throws ArithmeticException when there is no such number */
    long ask(Command.PriceTick tick) {
        long beyond = tick.ask() % instrument.tick();
        return beyond == 0 ? tick.ask() : Math.addExact(tick.ask(), instrument.tick() - beyond);
    }

    /**
     * Whether all that is open can be reckoned with at this price; where it cannot, the price is not believed.
     *
     * @throws ArithmeticException when it cannot
     */
    void reckon(long more, long price) {
        var _ = Money.times(Math.addExact(Math.addExact(longs.quantity(), shorts.quantity()), more), price);
    }

    boolean hasPrice() {
        return bid > 0;
    }

    boolean isStale(long now) {
        return !hasPrice() || now - markedAt > FRESH;
    }

    /** The price at which a position of this direction is opened now. */
    long entry(Direction direction) {
        return direction.entry(bid, ask);
    }

    /** The price at which it would be closed. */
    long mark(Direction direction) {
        return direction.mark(bid, ask);
    }

    /** Another day of holding for everything that is open. */
    void finance() {
        longs.finance(bid, terms().financingRate());
        shorts.finance(ask, terms().financingRate());
    }

    /** Halfway between bid and ask; 0 before the first price. */
    long middle() {
        return bid + (ask - bid) / 2;
    }

    CfdPrice price() {
        return new CfdPrice(instrument.symbol(), bid, ask, last, markedAt);
    }

    void write(StateWriter state) {
        instrument.write(state);
        state.number(bid);
        state.number(ask);
        state.number(last);
        state.number(markedAt);
        state.number(epoch);
        state.number(sequence);
        longs.write(state);
        shorts.write(state);
    }

    void read(StateReader state) {
        bid = state.number();
        ask = state.number();
        last = state.number();
        markedAt = state.number();
        epoch = state.number();
        sequence = state.number();
        longs.read(state);
        shorts.read(state);
    }
}
