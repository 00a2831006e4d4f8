package dev.openbell.matcher.engine;

import java.util.Arrays;

/** Things that wait for a number of their own, the lowest in front. Each is told its place, so that it can be taken out again. */
abstract class Heap {
    /** Of something that does not wait: place 0 stays empty. */
    static final int NOWHERE = 0;

    private long[] at = new long[64];
    private long[] what = new long[64];
    private int count;

    /** Something stands at this place from now on, or nowhere. */
    abstract void moved(long who, int place);

    final boolean isEmpty() {
        return count == 0;
    }

    /** What the first waits for. */
    final long lowest() {
        return at[1];
    }

    final long first() {
        return what[1];
    }

    final void add(long number, long who) {
        if (++count == at.length) {
            at = Arrays.copyOf(at, count * 2);
            what = Arrays.copyOf(what, count * 2);
        }
        up(count, number, who);
    }

    final void remove(int place) {
        moved(what[place], NOWHERE);
        long number = at[count], who = what[count];
        if (place == count--) return;
        if (place > 1 && isBefore(number, who, place >>> 1)) up(place, number, who);
        else down(place, number, who);
    }

    private void up(int place, long number, long who) {
        while (place > 1 && isBefore(number, who, place >>> 1)) {
            put(place, at[place >>> 1], what[place >>> 1]);
            place >>>= 1;
        }
        put(place, number, who);
    }

    private void down(int place, long number, long who) {
        while (place * 2 <= count) {
            int child = place * 2;
            if (child < count && isBefore(at[child + 1], what[child + 1], child)) child++;
            if (isBefore(number, who, child)) break;
            put(place, at[child], what[child]);
            place = child;
        }
        put(place, number, who);
    }

    private boolean isBefore(long number, long who, int other) {
        return number != at[other] ? number < at[other] : who < what[other];
    }

    private void put(int place, long number, long who) {
        at[place] = number;
        what[place] = who;
        moved(who, place);
    }

    final void write(StateWriter state) {
        state.number(count);
        state.numbers(at, count + 1);
        state.numbers(what, count + 1);
    }

    final void read(StateReader state) {
        count = (int) state.number();
        at = new long[Math.max(64, count * 2)];
        what = new long[at.length];
        state.numbers(at, count + 1);
        state.numbers(what, count + 1);
    }
}
