package dev.openbell.matcher.engine;

/** Every CFD position that is open or still remembered. */
final class Positions extends Table {
    private static final int ID = 0,
            ACCOUNT_AND_MARKET = 1,
            TRAITS = 2,
            QUANTITY = 3,
            ENTRY = 4,
            MARGIN = 5,
            STOP_LOSS = 6,
            TAKE_PROFIT = 7,
            TRAILING = 8,
            LIQUIDATION = 9,
            MAINTENANCE = 10,
            FINANCED = 11,
            REALIZED = 12,
            FEES = 13,
            FINANCING = 14,
            CLOSE_PRICE = 15,
            OPENED = 16,
            CLOSED = 17,
            SIBLINGS = 18,
            PLACES = 19,
            TRAIL_AND_KEY = 22;

    // The traits share one number.
    private static final int SHORT = 1, ENDED = 1 << 1, CALLED = 1 << 2, REASON = 8, LEVERAGE = 32;

    private final Accounts accounts;
    private final ById byId = new ById();

    Positions(Accounts accounts) {
        super(23);
        this.accounts = accounts;
    }

    private final class ById extends Index {
        ById() {
            super(1 << 10);
        }

        @Override
        boolean is(int position, long id, long more) {
            return id(position) == id;
        }
    }

    int add(long id, int account, int market, Direction direction, int leverage) {
        int position = add();
        set(position, ID, id);
        set(position, ACCOUNT_AND_MARKET, pair(account, market));
        set(position, TRAITS, ((long) leverage << LEVERAGE) | (direction == Direction.SHORT ? SHORT : 0));
        byId.put(Index.hashOfCount(id), position);
        return position;
    }

    /** The position of this number, or none. */
    int find(long id) {
        return byId.find(Index.hashOfCount(id), id, 0);
    }

    void forget(int position) {
        byId.remove(Index.hashOfCount(id(position)), position);
        drop(position);
    }

    /** It counts among what its account has open. */
    void enter(int position) {
        int account = account(position), newest = accounts.newestPosition(account);
        set(position, SIBLINGS, pair(NONE, newest));
        if (newest != NONE) setHigh(newest, SIBLINGS, position);
        accounts.newestPosition(account, position);
        accounts.countPositions(account, 1);
    }

    void leave(int position) {
        int account = account(position), newer = high(position, SIBLINGS), older = older(position);
        if (newer == NONE) accounts.newestPosition(account, older);
        else setLow(newer, SIBLINGS, older);
        if (older != NONE) setHigh(older, SIBLINGS, newer);
        accounts.countPositions(account, -1);
    }

    /** The next older one that its account has open. */
    int older(int position) {
        return low(position, SIBLINGS);
    }

    long id(int position) {
        return get(position, ID);
    }

    int account(int position) {
        return high(position, ACCOUNT_AND_MARKET);
    }

    int market(int position) {
        return low(position, ACCOUNT_AND_MARKET);
    }

    Direction direction(int position) {
        return (get(position, TRAITS) & SHORT) == 0 ? Direction.LONG : Direction.SHORT;
    }

    int leverage(int position) {
        return (int) (get(position, TRAITS) >>> LEVERAGE);
    }

    boolean isOpen(int position) {
        return (get(position, TRAITS) & ENDED) == 0;
    }

    void end(int position, long price, long now) {
        set(position, TRAITS, get(position, TRAITS) | ENDED);
        set(position, CLOSE_PRICE, price);
        set(position, CLOSED, now);
    }

    /** Its owner has been told that the margin runs short. */
    boolean isCalled(int position) {
        return (get(position, TRAITS) & CALLED) != 0;
    }

    void called(int position, boolean now) {
        set(position, TRAITS, now ? get(position, TRAITS) | CALLED : get(position, TRAITS) & ~CALLED);
    }

    /** Why it was closed, or is about to be. */
    CloseReason reason(int position) {
        return CloseReason.of((int) (get(position, TRAITS) >>> REASON) & 0xFF);
    }

    void reason(int position, CloseReason reason) {
        set(position, TRAITS, (get(position, TRAITS) & ~(0xFFL << REASON)) | ((long) reason.code << REASON));
    }

    /** How much of it is open; of one that was closed, how much was closed last. */
    long quantity(int position) {
        return get(position, QUANTITY);
    }

    void quantity(int position, long quantity) {
        set(position, QUANTITY, quantity);
    }

    long entry(int position) {
        return get(position, ENTRY);
    }

    void entry(int position, long price) {
        set(position, ENTRY, price);
    }

    /** What is locked for it; of one that was closed, what was set free last. */
    long margin(int position) {
        return get(position, MARGIN);
    }

    void margin(int position, long amount) {
        set(position, MARGIN, amount);
    }

    /** 0 for none. */
    long stopLoss(int position) {
        return get(position, STOP_LOSS);
    }

    void stopLoss(int position, long price) {
        set(position, STOP_LOSS, price);
    }

    /** 0 for none. */
    long takeProfit(int position) {
        return get(position, TAKE_PROFIT);
    }

    void takeProfit(int position, long price) {
        set(position, TAKE_PROFIT, price);
    }

    /** The distance of its trailing stop; 0 for none. */
    long trailing(int position) {
        return get(position, TRAILING);
    }

    void trailing(int position, long distance) {
        set(position, TRAILING, distance);
    }

    /** The price that liquidates it; 0 when none does. */
    long liquidation(int position) {
        return get(position, LIQUIDATION);
    }

    void liquidation(int position, long price) {
        set(position, LIQUIDATION, price);
    }

    /** The maintenance rate when it was opened, which it keeps. */
    long maintenance(int position) {
        return get(position, MAINTENANCE);
    }

    void maintenance(int position, long rate) {
        set(position, MAINTENANCE, rate);
    }

    /** How far the financing index had come when it was opened. */
    long financedFrom(int position) {
        return get(position, FINANCED);
    }

    void financedFrom(int position, long index) {
        set(position, FINANCED, index);
    }

    // What closing has brought and cost.

    void closed(int position, long pnl, long fee, long financing) {
        increase(position, REALIZED, pnl);
        increase(position, FINANCING, financing);
        charged(position, fee);
    }

    void charged(int position, long fee) {
        increase(position, FEES, fee);
    }

    long realized(int position) {
        return get(position, REALIZED);
    }

    long fees(int position) {
        return get(position, FEES);
    }

    long financing(int position) {
        return get(position, FINANCING);
    }

    /** Of the last part; 0 while it is open. */
    long closePrice(int position) {
        return get(position, CLOSE_PRICE);
    }

    long openedAt(int position) {
        return get(position, OPENED);
    }

    void openedAt(int position, long now) {
        set(position, OPENED, now);
    }

    /** 0 while it is open. */
    long closedAt(int position) {
        return get(position, CLOSED);
    }

    // Where it waits.

    int place(int position, Triggers.Kind kind) {
        int at = kind.code;
        return (at & 1) == 0 ? high(position, PLACES + at / 2) : low(position, PLACES + at / 2);
    }

    void place(int position, Triggers.Kind kind, int place) {
        int at = kind.code;
        if ((at & 1) == 0) setHigh(position, PLACES + at / 2, place);
        else setLow(position, PLACES + at / 2, place);
    }

    int trail(int position) {
        return high(position, TRAIL_AND_KEY);
    }

    void trail(int position, int place) {
        setHigh(position, TRAIL_AND_KEY, place);
    }

    /** What is remembered of the command that opened it. */
    int key(int position) {
        return low(position, TRAIL_AND_KEY);
    }

    void key(int position, int key) {
        setLow(position, TRAIL_AND_KEY, key);
    }

    void writeAll(StateWriter state) {
        write(state);
        byId.write(state);
    }

    void readAll(StateReader state) {
        read(state);
        byId.read(state);
    }
}
