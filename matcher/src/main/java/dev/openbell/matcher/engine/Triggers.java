package dev.openbell.matcher.engine;

/** Positions of one direction that wait for the mark to come to a price of their own: the nearest in front. */
final class Triggers extends Heap {
    /** What they wait for. A position waits for each of these once at most. */
    enum Kind {
        STOP_LOSS(0),
        TAKE_PROFIT(1),
        LIQUIDATION(2),
        MARGIN_CALL(3),
        /** That there is no need for a margin call any more. */
        RECOVERY(4);

        /** As it stands in state and snapshots: never changed, never used again. */
        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    private final Positions positions;
    private final Kind kind;
    private final boolean above;

    private Triggers(Positions positions, Kind kind, boolean above) {
        this.positions = positions;
        this.kind = kind;
        this.above = above;
    }

    /** Set off when the mark is so high or higher. */
    static Triggers above(Positions positions, Kind kind) {
        return new Triggers(positions, kind, true);
    }

    /** Set off when the mark is so low or lower. */
    static Triggers below(Positions positions, Kind kind) {
        return new Triggers(positions, kind, false);
    }

    /** @param price 0 for none: then it does not wait */
    void enter(int position, long price) {
        if (price > 0) add(above ? price : -price, position);
    }

    void takeOut(int position) {
        int place = positions.place(position, kind);
        if (place != NOWHERE) remove(place);
    }

    /** Takes out one that the mark has set off, or answers none. */
    int setOff(long mark) {
        if (isEmpty() || lowest() > (above ? mark : -mark)) return Table.NONE;
        int position = (int) first();
        remove(1);
        return position;
    }

    @Override
    void moved(long who, int place) {
        positions.place((int) who, kind, place);
    }
}
