package dev.openbell.matcher.engine;

/**
 * Counts the steps of a price grid up to a price without dividing: what is known to be a whole multiple is divided by multiplying with the
 * inverse of the step's odd part, which costs a tenth.
 */
final class Grid {
    private final long step;
    private final int twos;
    private final long inverse, most;

    Grid(long step) {
        this.step = step;
        twos = Long.numberOfTrailingZeros(step);
        long odd = step >>> twos;
        // Each round doubles the number of low bits that are right, and an odd number is its own inverse in the lowest
        // three.
        long inverse = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) inverse *= 2 - odd * inverse;
        this.inverse = inverse;
        most = Long.MAX_VALUE / step;
    }

    long step() {
        return step;
    }

    /** How many steps a price is above zero, if it is on the grid; {@link #holds} tells. */
    long steps(long price) {
        return (price >>> twos) * inverse;
    }

    /** Whether a price, which is not negative, is on the grid: only then its steps are so few. */
    boolean holds(long price, long steps) {
        return steps >= 0 && steps <= most && steps * step == price;
    }
}
