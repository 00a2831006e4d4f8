package dev.openbell.matcher.engine;

import java.util.Arrays;

/**
 * Rows of whole numbers: what the market knows of one kind of thing.
 *
 * <p>State lies in one plain array, not in objects, for three reasons: a snapshot is a copy of the array, two engines that have read the
 * same log hold the same numbers in the same places, and a million orders are nothing that a garbage collector has to look at. A row is
 * named by its number; row 0 is none.
 */
abstract class Table {
    static final int NONE = 0;

    private static final int FIRST_ROWS = 1 << 12, MOST_MORE = 1 << 19;

    private final int width;
    private long[] numbers;
    private int end = 1;
    private int free = NONE;
    private int used;

    /** @param width how many numbers a row has */
    Table(int width) {
        this.width = width;
        numbers = new long[FIRST_ROWS * width];
    }

    /** A row of zeroes. */
    final int add() {
        used++;
        int row = free;
        if (row == NONE) return appended();
        free = (int) get(row, 0);
        Arrays.fill(numbers, row * width, (row + 1) * width, 0);
        return row;
    }

    private int appended() {
        if (end * width == numbers.length) grow();
        return end++;
    }

    /** It takes a moment, tens of milliseconds at a million orders, but only when there are more than there ever were. */
    private void grow() {
        numbers = Arrays.copyOf(numbers, Math.multiplyExact(rowsFor(end), width));
    }

    private static int rowsFor(int end) {
        return Math.max(FIRST_ROWS, end + Math.min(end, MOST_MORE));
    }

    /** Gives the row back; the next one that is added takes its place. */
    final void drop(int row) {
        set(row, 0, free);
        free = row;
        used--;
    }

    final long get(int row, int field) {
        return numbers[row * width + field];
    }

    final void set(int row, int field, long value) {
        numbers[row * width + field] = value;
    }

    final void increase(int row, int field, long change) {
        numbers[row * width + field] += change;
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
        state.numbers(numbers, end * width);
    }

    final void read(StateReader state) {
        state.expect(width, "the width of a table");
        end = (int) state.number();
        free = (int) state.number();
        used = (int) state.number();
        numbers = new long[rowsFor(end) * width];
        state.numbers(numbers, end * width);
    }
}
