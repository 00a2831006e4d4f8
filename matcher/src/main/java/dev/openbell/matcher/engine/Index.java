package dev.openbell.matcher.engine;

/**
 * Finds rows by a number that is their own: an open-addressed table of half-filled slots, each a row and half of its hash, so that most
 * searches look at one slot and one row.
 */
abstract class Index {
    private long[] slots;
    private int mask;
    private int used;

    /** @param rows how many it holds before it grows for the first time */
    Index(int rows) {
        resize(Integer.highestOneBit(Math.max(8, rows) * 2 - 1) * 2);
    }

    /** Whether this row is the one that is sought. */
    abstract boolean is(int row, long key, long more);

    static long hash(long key) {
        long hash = key * 0x9E37_79B9_7F4A_7C15L;
        return hash ^ (hash >>> 32);
    }

    /** Of numbers that are given one after the other: eight that follow each other lie near each other, a slot free between each two. */
    static long hashOfCount(long number) {
        long hash = hash(number >>> 3);
        return (hash << 4) | ((number & 7) << 1) | (hash >>> 63);
    }

    /** The row, or none. */
    final int find(long hash, long key, long more) {
        int tag = (int) hash;
        for (int slot = tag & mask; ; slot = (slot + 1) & mask) {
            long entry = slots[slot];
            if (entry == 0) return Table.NONE;
            if ((int) (entry >>> 32) == tag && is((int) entry, key, more)) return (int) entry;
        }
    }

    final void put(long hash, int row) {
        if (++used * 2 > slots.length) grow();
        place(Table.pair((int) hash, row));
    }

    final void remove(long hash, int row) {
        long entry = Table.pair((int) hash, row);
        int slot = (int) hash & mask;
        while (slots[slot] != entry) {
            if (slots[slot] == 0) throw new IllegalStateException("row " + row + " is not in the index");
            slot = (slot + 1) & mask;
        }
        used--;
        close(slot);
    }

    /** Moves what follows a freed slot nearer to where it belongs, so that no search stops too early. */
    private void close(int gap) {
        int slot = gap;
        while (true) {
            slot = (slot + 1) & mask;
            long entry = slots[slot];
            if (entry == 0) break;
            int home = (int) (entry >>> 32) & mask;
            if (((slot - home) & mask) >= ((slot - gap) & mask)) {
                slots[gap] = entry;
                gap = slot;
            }
        }
        slots[gap] = 0;
    }

    private void place(long entry) {
        int slot = (int) (entry >>> 32) & mask;
        while (slots[slot] != 0) slot = (slot + 1) & mask;
        slots[slot] = entry;
    }

    private void grow() {
        var old = slots;
        resize(old.length * 2);
        for (long entry : old) if (entry != 0) place(entry);
    }

    private void resize(int capacity) {
        slots = new long[capacity];
        mask = capacity - 1;
    }

    final void write(StateWriter state) {
        state.number(slots.length);
        state.number(used);
        state.numbers(slots, slots.length);
    }

    final void read(StateReader state) {
        resize((int) state.number());
        used = (int) state.number();
        state.numbers(slots, slots.length);
    }
}
