package dev.openbell.matcher.engine;

/** One CFD: its rules, and what the feed said last. */
final class CfdMarket implements Listed {
    final int number;
    private final Wallets wallets;

    private Instrument instrument;
    private int base, quote;
    private long bid, ask, last, markedAt;
    private long epoch, sequence;

    CfdMarket(int number, Instrument instrument, Wallets wallets) {
        this.number = number;
        this.wallets = wallets;
        this.instrument = instrument;
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

    boolean hasPrice() {
        return bid > 0;
    }

    long bid() {
        return bid;
    }

    long ask() {
        return ask;
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
    }

    void read(StateReader state) {
        bid = state.number();
        ask = state.number();
        last = state.number();
        markedAt = state.number();
        epoch = state.number();
        sequence = state.number();
    }
}
