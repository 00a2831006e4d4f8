package dev.openbell.matcher.engine;

/**
 * What idempotency keys were used for, as hashes: of the key and its account 128 bits, of the command 64.
 *
 * <p>A key is remembered while its order or position is open and five minutes more; then it waits in one queue with all others, the oldest in front.
 */
final class Keys extends Table {
    private static final int HIGH = 0,
            LOW = 1,
            CONTENT = 2,
            SUBJECT_AND_NEXT = 3,
            OUTCOME = 4,
            FIRST = 5,
            SECOND = 6,
            UNTIL = 7;

    /** What came of the command. */
    static final int PLACED = 1, AMENDED = 2, DEPOSITED = 3, REFUSED = 4, OPENED = 5, CLOSED = 6;

    private static final long KEPT = 5 * 60 * 1_000_000L;

    private final ByKey byKey = new ByKey();
    private long secret;
    private int oldest = NONE, newest = NONE;

    // The hash of the key that was named last: a command names its key when it looks for it and again when it is added.
    private long account;
    private String key = "";
    private long high, low;

    Keys() {
        super(8);
    }

    private final class ByKey extends Index {
        ByKey() {
            super(1 << 14);
        }

        @Override
        boolean is(int key, long high, long low) {
            return get(key, HIGH) == high && get(key, LOW) == low;
        }
    }

    @SuppressWarnings("ReferenceEquality") // an equal text that is another object is only hashed again
    private void name(long account, String key) {
        if (this.key == key && this.account == account) return;
        this.account = account;
        this.key = key;
        high = high(secret, account, key);
        low = Hash.of(secret + ~account, key);
    }

    static long high(long secret, long account, String key) {
        return Hash.of(secret ^ account, key);
    }

    /** Traders choose their keys; who does not know this number cannot choose them so that all lie in one place. The first one stays. */
    void secret(long number) {
        if (secret == 0 && end() == 1) secret = number;
    }

    int find(long account, String key) {
        if (key.isEmpty()) return NONE;
        name(account, key);
        return byKey.find(high, high, low);
    }

    /** @param subject the order, the wallet or the position that it was about */
    int add(long account, String key, long content, int outcome, int subject) {
        int entry = add();
        set(entry, SUBJECT_AND_NEXT, pair(subject, NONE));
        set(entry, OUTCOME, outcome);
        set(entry, CONTENT, content);
        if (key.isEmpty()) return entry;
        name(account, key);
        set(entry, HIGH, high);
        set(entry, LOW, low);
        byKey.put(high, entry);
        return entry;
    }

    int add(long account, String key, long content, Refused refused) {
        int entry = add(account, key, content, REFUSED | (refused.why().number << 8), NONE);
        set(entry, FIRST, refused.first());
        set(entry, SECOND, refused.second());
        return entry;
    }

    boolean isFor(int entry, long content) {
        return get(entry, CONTENT) == content;
    }

    int outcome(int entry) {
        return (int) get(entry, OUTCOME) & 0xFF;
    }

    int subject(int entry) {
        return high(entry, SUBJECT_AND_NEXT);
    }

    /** Of what was amended: the first trade that came of it. */
    long firstTrade(int entry) {
        return get(entry, FIRST);
    }

    void firstTrade(int entry, long trade) {
        set(entry, FIRST, trade);
    }

    Refused refused(int entry) {
        return new Refused(Why.of((int) get(entry, OUTCOME) >>> 8), get(entry, FIRST), get(entry, SECOND));
    }

    /** From now on it is remembered for five minutes. */
    void forgetLater(int entry, long now) {
        set(entry, UNTIL, now + KEPT);
        if (newest == NONE) oldest = entry;
        else setLow(newest, SUBJECT_AND_NEXT, entry);
        newest = entry;
    }

    /** One whose time is over, or none. */
    int due(long now) {
        return oldest != NONE && get(oldest, UNTIL) < now ? oldest : NONE;
    }

    /** Forgets the oldest. */
    void forgetOldest() {
        int entry = oldest;
        oldest = low(entry, SUBJECT_AND_NEXT);
        if (oldest == NONE) newest = NONE;
        long high = get(entry, HIGH);
        if (high != 0 || get(entry, LOW) != 0) byKey.remove(high, entry);
        drop(entry);
    }

    void writeAll(StateWriter state) {
        write(state);
        byKey.write(state);
        state.number(secret);
        state.number(oldest);
        state.number(newest);
    }

    void readAll(StateReader state) {
        read(state);
        byKey.read(state);
        secret = state.number();
        oldest = (int) state.number();
        newest = (int) state.number();
    }
}
