package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Table.NONE;

import java.util.function.IntConsumer;

/**
 * One side of a book: its prices, the best first.
 *
 * <p>The prices are linked in their order, so the next best is one step away. A trie over the price grid, 64 children to a page, finds
 * the level of a price or its neighbour in as many steps as the price has 6-bit digits: three for most markets. Nothing is ever
 * balanced or copied.
 */
final class Levels {
    private final LevelRows levels;
    private final Rungs rungs;
    private final boolean highestFirst;
    private final int[] path = new int[11];

    private Grid grid;
    private int root = NONE;
    private int height = 1;
    private int lowest = NONE, highest = NONE;

    private Levels(LevelRows levels, Rungs rungs, long grid, boolean highestFirst) {
        this.levels = levels;
        this.rungs = rungs;
        this.grid = new Grid(grid);
        this.highestFirst = highestFirst;
    }

    static Levels highestFirst(LevelRows levels, Rungs rungs, long grid) {
        return new Levels(levels, rungs, grid, true);
    }

    static Levels lowestFirst(LevelRows levels, Rungs rungs, long grid) {
        return new Levels(levels, rungs, grid, false);
    }

    /** The level that trades next, or none. */
    int best() {
        return highestFirst ? highest : lowest;
    }

    /** The level that comes after this one, or none. */
    int next(int level) {
        return highestFirst ? levels.below(level) : levels.above(level);
    }

    /** The level of a price, which is made when there is none. */
    int at(long price) {
        int best = best();
        if (best != NONE && levels.price(best) == price) return best;
        return at(price, grid.steps(price));
    }

    /** The level of a price, or none. */
    int find(long price) {
        long key = grid.steps(price);
        if (root == NONE || !fits(key) || !grid.holds(price, key)) return NONE;
        int rung = root;
        for (int digit = height - 1; digit > 0 && rung != NONE; digit--) rung = rungs.child(rung, digit(key, digit));
        return rung == NONE ? NONE : rungs.child(rung, digit(key, 0));
    }

    private int at(long price, long key) {
        int page = pageOf(key);
        int level = rungs.child(page, digit(key, 0));
        if (level == NONE) {
            level = levels.add(price, key);
            enter(level, key);
        }
        return level;
    }

    /** The lowest page on the way to a price; the way lies in the path. */
    private int pageOf(long key) {
        reach(key);
        int rung = root;
        for (int digit = height - 1; digit > 0; digit--) {
            path[digit] = rung;
            int child = rungs.child(rung, digit(key, digit));
            if (child == NONE) {
                child = rungs.add();
                rungs.child(rung, digit(key, digit), child);
            }
            rung = child;
        }
        path[0] = rung;
        return rung;
    }

    private void enter(int level, long key) {
        link(level, nextBelow(key));
        rungs.child(path[0], digit(key, 0), level);
    }

    private void link(int level, int below) {
        int above = below == NONE ? lowest : levels.above(below);
        levels.below(level, below);
        levels.above(level, above);
        if (below == NONE) lowest = level;
        else levels.above(below, level);
        if (above == NONE) highest = level;
        else levels.below(above, level);
    }

    /** The highest level below a price that has none yet; the pages on the way to it lie in the path. */
    private int nextBelow(long key) {
        for (int digit = 0; digit < height; digit++) {
            long lower = rungs.present(path[digit]) & ((1L << digit(key, digit)) - 1);
            if (lower != 0) return highestIn(rungs.child(path[digit], topBit(lower)), digit);
        }
        return NONE;
    }

    private int highestIn(int rung, int digit) {
        for (; digit > 0; digit--) rung = rungs.child(rung, topBit(rungs.present(rung)));
        return rung;
    }

    private static int topBit(long bits) {
        return 63 - Long.numberOfLeadingZeros(bits);
    }

    private static int digit(long key, int digit) {
        return (int) (key >>> (Rungs.BITS * digit)) & (Rungs.FAN - 1);
    }

    /** Puts pages on top until the price fits under them. */
    private void reach(long key) {
        if (root == NONE) root = rungs.add();
        while (!fits(key)) {
            int above = rungs.add();
            if (rungs.present(root) == 0) rungs.drop(root);
            else rungs.child(above, 0, root);
            root = above;
            height++;
        }
    }

    private boolean fits(long key) {
        return height == path.length || key >>> (Rungs.BITS * height) == 0;
    }

    /** Takes a level out that nothing stands at any more. */
    void drop(int level) {
        int below = levels.below(level), above = levels.above(level);
        if (below == NONE) lowest = above;
        else levels.above(below, above);
        if (above == NONE) highest = below;
        else levels.below(above, below);
        forget(levels.key(level));
        levels.drop(level);
    }

    private void forget(long key) {
        int rung = root;
        for (int digit = height - 1; digit >= 0; digit--) {
            path[digit] = rung;
            rung = rungs.child(rung, digit(key, digit));
        }
        for (int digit = 0; digit < height; digit++) {
            rungs.child(path[digit], digit(key, digit), NONE);
            if (path[digit] == root || rungs.present(path[digit]) != 0) return;
            rungs.drop(path[digit]);
        }
    }

    /** The same prices on another grid. */
    void regrid(long newGrid) {
        dropRungs(root, height - 1);
        root = NONE;
        height = 1;
        grid = new Grid(newGrid);
        int level = lowest;
        lowest = NONE;
        highest = NONE;
        while (level != NONE) {
            int above = levels.above(level);
            long key = grid.steps(levels.price(level));
            levels.key(level, key);
            pageOf(key);
            enter(level, key);
            level = above;
        }
    }

    private void dropRungs(int rung, int digit) {
        if (rung == NONE) return;
        if (digit > 0) {
            for (int at = 0; at < Rungs.FAN; at++) dropRungs(rungs.child(rung, at), digit - 1);
        }
        rungs.drop(rung);
    }

    /** Every level, the best first. */
    void forEach(IntConsumer each) {
        for (int level = best(); level != NONE; level = next(level)) each.accept(level);
    }

    void write(StateWriter state) {
        state.number(grid.step());
        state.number(root);
        state.number(height);
        state.number(lowest);
        state.number(highest);
    }

    void read(StateReader state) {
        grid = new Grid(state.number());
        root = (int) state.number();
        height = (int) state.number();
        lowest = (int) state.number();
        highest = (int) state.number();
    }
}
