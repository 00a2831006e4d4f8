package dev.openbell.matcher.engine;

import java.math.BigInteger;

/**
 * The engine's view of one order, as it stands at the moment it is asked. The engine shows the same object again and again: it is good
 * until the engine is given its next command, and who keeps something copies it.
 */
public final class Order {
    private final Orders orders;
    private final Accounts accounts;
    private final Texts texts;
    private final Markets markets;
    private int row;

    Order(Orders orders, Accounts accounts, Texts texts, Markets markets) {
        this.orders = orders;
        this.accounts = accounts;
        this.texts = texts;
        this.markets = markets;
    }

    Order at(int order) {
        row = order;
        return this;
    }

    int row() {
        return row;
    }

    public long id() {
        return orders.id(row);
    }

    public long account() {
        return accounts.id(orders.account(row));
    }

    public String key() {
        return texts.text(orders.text(row));
    }

    public String instrument() {
        return markets.at(orders.instrument(row)).instrument().symbol();
    }

    public Side side() {
        return orders.side(row);
    }

    public OrderType type() {
        return orders.type(row);
    }

    public TimeInForce timeInForce() {
        return orders.timeInForce(row);
    }

    public boolean postOnly() {
        return orders.postOnly(row);
    }

    public SelfTrade selfTrade() {
        return orders.selfTrade(row);
    }

    /** 0 for none. */
    public long price() {
        return orders.price(row);
    }

    /** 0 for none. */
    public long stopPrice() {
        return orders.stop(row);
    }

    public long quantity() {
        return orders.quantity(row);
    }

    /** The most that a market buy may spend; 0 for no such limit. */
    public long quoteQuantity() {
        return orders.budget(row);
    }

    public long filled() {
        return orders.filled(row);
    }

    /** What may still trade; nothing of a closed order. */
    public long remaining() {
        return orders.isLive(row) ? orders.open(row) : 0;
    }

    /** Of what has traded, rounded half up; 0 before the first trade. */
    public long averagePrice() {
        long filled = filled();
        return filled == 0 ? 0 : average(orders.traded(row), filled);
    }

    public Status status() {
        return orders.status(row);
    }

    public Reason reason() {
        return orders.reason(row);
    }

    public boolean synthetic() {
        return orders.synthetic(row);
    }

    public long createdAt() {
        return orders.createdAt(row);
    }

    public long updatedAt() {
        return orders.updatedAt(row);
    }

    /** 0 for never. */
    public long expiresAt() {
        return orders.expiresAt(row);
    }

    static long average(long traded, long filled) {
        if (traded < Long.MAX_VALUE / Money.ONE - filled) {
            return (traded * Money.ONE + filled / 2) / filled;
        }
        return BigInteger.valueOf(traded)
                .multiply(BigInteger.valueOf(Money.ONE))
                .add(BigInteger.valueOf(filled / 2))
                .divide(BigInteger.valueOf(filled))
                .longValueExact();
    }
}
