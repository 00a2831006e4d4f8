package dev.openbell.matcher.engine;

/** The pages of the tries by which {@link Levels} find a price: 64 children, two to a number, and a bit for each that is there. */
final class Rungs extends Table {
    static final int BITS = 6;
    static final int FAN = 1 << BITS;

    Rungs() {
        super(1 + FAN / 2);
    }

    long present(int rung) {
        return get(rung, 0);
    }

    int child(int rung, int at) {
        long two = get(rung, 1 + (at >>> 1));
        return (int) ((at & 1) == 0 ? two : two >>> 32);
    }

    void child(int rung, int at, int child) {
        int field = 1 + (at >>> 1);
        if ((at & 1) == 0) setLow(rung, field, child);
        else setHigh(rung, field, child);
        long bit = 1L << at;
        set(rung, 0, child == NONE ? present(rung) & ~bit : present(rung) | bit);
    }
}
