package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.Triggers.Kind;

/** The open positions of one CFD that go one way: what each waits for, and what holding one has cost so far. */
final class CfdSide {
    private final Positions positions;
    final Direction direction;
    final Triggers stopLosses, takeProfits, liquidations, calls, recoveries;
    final Trails trails;

    private long index;
    private long quantity;

    CfdSide(Positions positions, Direction direction) {
        this.positions = positions;
        this.direction = direction;
        stopLosses = losing(Kind.STOP_LOSS);
        takeProfits = gaining(Kind.TAKE_PROFIT);
        liquidations = losing(Kind.LIQUIDATION);
        calls = losing(Kind.MARGIN_CALL);
        recoveries = gaining(Kind.RECOVERY);
        trails = new Trails(positions, direction);
    }

    private Triggers losing(Kind kind) {
        return direction == Direction.LONG ? Triggers.below(positions, kind) : Triggers.above(positions, kind);
    }

    private Triggers gaining(Kind kind) {
        return direction == Direction.LONG ? Triggers.above(positions, kind) : Triggers.below(positions, kind);
    }

    /** A position waits for nothing any more. */
    void takeOut(int position) {
        stopLosses.takeOut(position);
        takeProfits.takeOut(position);
        liquidations.takeOut(position);
        calls.takeOut(position);
        recoveries.takeOut(position);
        trails.takeOut(position);
    }

    /** How much is open in all. */
    long quantity() {
        return quantity;
    }

    void count(long change) {
        quantity += change;
    }

    /** What one unit that was always held would have paid for it. */
    long index() {
        return index;
    }

    /** Another day of holding, at this mark. */
    void finance(long mark, long rate) {
        index += Money.times(mark, rate);
    }

    /** What is due for having held so much of a position until now. */
    long financing(int position, long part) {
        return Money.timesUp(part, index - positions.financedFrom(position));
    }

    void write(StateWriter state) {
        state.number(index);
        state.number(quantity);
        stopLosses.write(state);
        takeProfits.write(state);
        liquidations.write(state);
        calls.write(state);
        recoveries.write(state);
        trails.write(state);
    }

    void read(StateReader state) {
        index = state.number();
        quantity = state.number();
        stopLosses.read(state);
        takeProfits.read(state);
        liquidations.read(state);
        calls.read(state);
        recoveries.read(state);
        trails.read(state);
    }
}
