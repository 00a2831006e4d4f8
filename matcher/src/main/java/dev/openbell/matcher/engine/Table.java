package dev.openbell.matcher.engine;

import java.util.Arrays;

/**
 * Rows of whole numbers: what the market knows of one kind of thing.
 *
 * <p>State lies in plain arrays, not in objects, for three reasons: a snapshot is a copy of the arrays, two engines that have read the
 * same log hold the same numbers in the same places, and a million orders are nothing that a garbage collector has to look at. A row is
 * named by its number; row 0 is none. Rows come in pages, so that growing never copies.
 */
abstract class Table {
    static final int NONE = 0;

    private static final int PAGE_BITS = 12;
    private static final int ROWS_IN_PAGE = 1 << PAGE_BITS;
    private static final int IN_PAGE = ROWS_IN_PAGE - 1;

    private final int width;
    private long[][] pages = new long[16][];
    private int end = 1;
    private int free = NONE;
    private int used;

    /** @param width how many numbers a row has */
    Table(int width) {
        this.width = width;
    }

    /** A row of zeroes. */
    final int add() {
        used++;
        int row = free;
        if (row == NONE) return appended();
        free = (int) get(row, 0);
        int from = (row & IN_PAGE) * width;
        Arrays.fill(pages[row >>> PAGE_BITS], from, from + width, 0);
        return row;
    }

    private int appended() {
        int page = end >>> PAGE_BITS;
        if (page == pages.length) pages = Arrays.copyOf(pages, page * 2);
        if (pages[page] == null) pages[page] = new long[ROWS_IN_PAGE * width];
        return end++;
    }

    /** Gives the row back; the next one that is added takes its place. */
    final void drop(int row) {
        set(row, 0, free);
        free = row;
        used--;
    }

    final long get(int row, int field) {
        return pages[row >>> PAGE_BITS][(row & IN_PAGE) * width + field];
    }

    final void set(int row, int field, long value) {
        pages[row >>> PAGE_BITS][(row & IN_PAGE) * width + field] = value;
    }

    final void increase(int row, int field, long change) {
        pages[row >>> PAGE_BITS][(row & IN_PAGE) * width + field] += change;
    }

    // Two small numbers share a field: row numbers, mostly.

    final int high(int row, int field) {
        return (int) (get(row, field) >>> 32);
    }

    final int low(int row, int field) {
        return (int) get(row, field);
    }

    final void setHigh(int row, int field, int value) {
        set(row, field, ((long) value << 32) | (get(row, field) & 0xFFFF_FFFFL));
    }

    final void setLow(int row, int field, int value) {
        set(row, field, (get(row, field) & ~0xFFFF_FFFFL) | (value & 0xFFFF_FFFFL));
    }

    static long pair(int high, int low) {
        return ((long) high << 32) | (low & 0xFFFF_FFFFL);
    }

    /** How many rows are in use. */
    final int used() {
        return used;
    }

    /** One above the highest row that was ever used. */
    final int end() {
        return end;
    }

    final void write(StateWriter state) {
        state.number(width);
        state.number(end);
        state.number(free);
        state.number(used);
        for (int page = 0; page <= (end - 1) >>> PAGE_BITS; page++) state.numbers(page(page), rowsIn(page) * width);
    }

    final void read(StateReader state) {
        state.expect(width, "the width of a table");
        end = (int) state.number();
        free = (int) state.number();
        used = (int) state.number();
        int last = (end - 1) >>> PAGE_BITS;
        pages = new long[Math.max(16, Integer.highestOneBit(last) * 2)][];
        for (int page = 0; page <= last; page++) state.numbers(page(page), rowsIn(page) * width);
    }

    private long[] page(int page) {
        if (pages[page] == null) pages[page] = new long[ROWS_IN_PAGE * width];
        return pages[page];
    }

    private int rowsIn(int page) {
        return Math.min(ROWS_IN_PAGE, end - (page << PAGE_BITS));
    }
}
