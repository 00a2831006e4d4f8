package dev.openbell.matcher.engine;

import java.util.LinkedHashMap;

/** The order sessions that are to be heard of, the one that was heard of longest ago in front. */
final class Sessions {
    private static final long HEARD_WITHIN = 10_000_000;

    /** @param until when it is over, unless it is heard of before */
    private record Kept(int account, long until) {}

    private final LinkedHashMap<Long, Kept> kept = new LinkedHashMap<>();
    private long next = Long.MAX_VALUE;

    void heardOf(long session, int account, long now) {
        kept.putLast(session, new Kept(account, now + HEARD_WITHIN));
        findNext();
    }

    /** It places an order, and may have been given up by mistake. */
    void begin(long session, int account, long now) {
        if (!kept.containsKey(session)) heardOf(session, account, now);
    }

    void end(long session) {
        kept.remove(session);
        findNext();
    }

    /** For so long nobody could be heard. */
    void postpone(long micros) {
        kept.replaceAll((session, known) -> new Kept(known.account, known.until + micros));
        findNext();
    }

    private void findNext() {
        next = kept.isEmpty() ? Long.MAX_VALUE : kept.firstEntry().getValue().until;
    }

    /** When the next one is over; {@link Long#MAX_VALUE} when none is kept. */
    long next() {
        return next;
    }

    long first() {
        return kept.firstEntry().getKey();
    }

    int accountOfFirst() {
        return kept.firstEntry().getValue().account;
    }

    void write(StateWriter state) {
        state.number(kept.size());
        kept.forEach((session, known) -> {
            state.number(session);
            state.number(known.account);
            state.number(known.until);
        });
    }

    void read(StateReader state) {
        kept.clear();
        for (long left = state.number(); left > 0; left--) {
            long session = state.number();
            kept.put(session, new Kept((int) state.number(), state.number()));
        }
        findNext();
    }
}
