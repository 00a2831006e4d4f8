package dev.openbell.matcher.engine;

import java.util.Arrays;

/**
 * Trailing stops of one direction: each follows the best mark at its distance. A new best mark moves them all, so they stand in a row
 * and every mark walks along it; that is quicker than to keep an order which changes with every mark.
 */
final class Trails {
    /** Told of a position whose stop the mark has come to. */
    interface Caught {
        void caught(int position);
    }

    private final Positions positions;
    private final Direction direction;

    // Side by side, from place 1 on. Prices of shorts are negated, so that the better mark is the higher one for both.
    private long[] stops = new long[64];
    private long[] distances = new long[64];
    private long[] what = new long[64];
    private int count;

    Trails(Positions positions, Direction direction) {
        this.positions = positions;
        this.direction = direction;
    }

    void add(int position, long mark, long distance) {
        if (++count == what.length) {
            stops = Arrays.copyOf(stops, count * 2);
            distances = Arrays.copyOf(distances, count * 2);
            what = Arrays.copyOf(what, count * 2);
        }
        put(count, position, direction.gain(mark) - distance, distance);
    }

    void takeOut(int position) {
        int place = positions.trail(position);
        if (place == Heap.NOWHERE) return;
        positions.trail(position, Heap.NOWHERE);
        if (place != count) put(place, (int) what[count], stops[count], distances[count]);
        count--;
    }

    private void put(int place, int position, long stop, long distance) {
        what[place] = position;
        stops[place] = stop;
        distances[place] = distance;
        positions.trail(position, place);
    }

    void follow(long price, Caught caught) {
        long mark = direction.gain(price);
        for (int place = 1; place <= count; place++) {
            if (mark <= stops[place]) caught.caught((int) what[place]);
            else stops[place] = Math.max(stops[place], mark - distances[place]);
        }
    }

    void write(StateWriter state) {
        state.number(count);
        state.numbers(stops, count + 1);
        state.numbers(distances, count + 1);
        state.numbers(what, count + 1);
    }

    void read(StateReader state) {
        count = (int) state.number();
        stops = new long[Math.max(64, count * 2)];
        distances = new long[stops.length];
        what = new long[stops.length];
        state.numbers(stops, count + 1);
        state.numbers(distances, count + 1);
        state.numbers(what, count + 1);
    }
}
