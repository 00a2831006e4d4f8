package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Table.NONE;

/** What an order would trade with if it came now: looked at before anything is changed. */
final class Walk {
    /** Told of each price and quantity that would trade. */
    interface Steps {
        void step(long price, long quantity);
    }

    private static final Steps UNSEEN = (price, quantity) -> {};

    private final Orders orders;
    private final LevelRows levels;

    private long quantity, cost, fee;
    private boolean spent, metItself;

    Walk(Orders orders, LevelRows levels) {
        this.orders = orders;
        this.levels = levels;
    }

    /**
     * Walks from the best price.
     *
     * @param budget the most to be spent, fee included; 0 for no such limit
     */
    void through(Market market, Side side, int account, SelfTrade selfTrade, long limit, long wanted, long budget) {
        through(market, side, account, selfTrade, limit, wanted, budget, UNSEEN);
    }

    void through(
            Market market,
            Side side,
            int account,
            SelfTrade selfTrade,
            long limit,
            long wanted,
            long budget,
            Steps steps) {
        quantity = 0;
        cost = 0;
        fee = 0;
        spent = false;
        metItself = false;
        var queue = market.book.side(side.opposite());
        var rules = market.instrument();
        long lastPrice = 0;
        for (int level = queue.best();
                level != NONE && !metItself && side.accepts(limit, levels.price(level));
                level = queue.next(level)) {
            long price = levels.price(level);
            for (int resting = levels.oldest(level); resting != NONE; resting = orders.behind(resting)) {
                if (orders.account(resting) == account) {
                    if (selfTrade == SelfTrade.CANCEL_OLDEST) continue;
                    metItself = true;
                    break;
                }
                long some = Math.min(orders.open(resting), wanted - quantity);
                if (budget > 0) {
                    long affordable = affordable(rules, price, budget - cost - fee);
                    spent = affordable < some;
                    some = Math.min(some, affordable);
                }
                if (some > 0) {
                    long paid = Money.times(price, some);
                    quantity += some;
                    cost = Math.addExact(cost, paid);
                    fee = Math.addExact(fee, Money.timesUp(paid, rules.takerFee()));
                    steps.step(price, some);
                    lastPrice = price;
                }
                if (spent || quantity == wanted) return;
            }
        }
        // A remainder that buys nothing is as good as spent.
        spent = budget > 0 && lastPrice > 0 && affordable(rules, lastPrice, budget - cost - fee) == 0;
    }

    /** How much a sum buys at this price with the fee on it, in whole lots. */
    private static long affordable(Instrument rules, long price, long sum) {
        if (sum <= 0) return 0;
        long oneLot = Money.times(price, rules.lot());
        if (oneLot <= 0) return 0;
        long lots = Money.divide(sum, Money.ONE + rules.takerFee()) / oneLot + 1;
        while (lots > 0 && costOf(lots, oneLot, rules.takerFee()) > sum) lots--;
        return lots * rules.lot();
    }

    private static long costOf(long lots, long oneLot, long rate) {
        long cost = lots * oneLot;
        return cost + Money.timesUp(cost, rate);
    }

    long quantity() {
        return quantity;
    }

    long cost() {
        return cost;
    }

    long fee() {
        return fee;
    }

    /** The budget, not the book, was the end of it. */
    boolean spent() {
        return spent;
    }

    /** An order of the same account was the end of it. */
    boolean metItself() {
        return metItself;
    }
}
