package dev.openbell.matcher.door;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Refusal;

/** Lists come in pages, newest first; a cursor is the id of the last row of the page before. */
final class Pages {
    private static final int DEFAULT = 50, MOST = 500;

    private Pages() {}

    static int limit(int asked) {
        if (asked < 0 || asked > MOST) throw Refusal.invalid("limit", "must be 1 to " + MOST);
        return asked == 0 ? DEFAULT : asked;
    }

    static long before(String cursor) {
        if (cursor.isEmpty()) return Long.MAX_VALUE;
        long id = Ids.parse(cursor);
        if (id < 0) throw Refusal.invalid("cursor", "is not one that this venue gave");
        return id;
    }
}
