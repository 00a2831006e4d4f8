package dev.openbell.matcher.engine;

/**
 * The engine's view of one CFD position, as it stands at the moment it is asked. The engine shows the same object again and again: it is
 * good until the engine is given its next command, and who keeps something copies it.
 */
public final class Position {
    private final Positions positions;
    private final Accounts accounts;
    private final CfdMarkets markets;
    private int row;

    Position(Positions positions, Accounts accounts, CfdMarkets markets) {
        this.positions = positions;
        this.accounts = accounts;
        this.markets = markets;
    }

    Position at(int position) {
        row = position;
        return this;
    }

    private CfdMarket market() {
        return markets.at(positions.market(row));
    }

    public long id() {
        return positions.id(row);
    }

    public long account() {
        return accounts.id(positions.account(row));
    }

    public String asset() {
        return market().instrument().symbol();
    }

    public Direction direction() {
        return positions.direction(row);
    }

    public long margin() {
        return positions.margin(row);
    }

    public int leverage() {
        return positions.leverage(row);
    }

    public long quantity() {
        return positions.quantity(row);
    }

    public long entryPrice() {
        return positions.entry(row);
    }

    /** What closing it now would bring; 0 once it is closed. */
    public long markPrice() {
        return isOpen() ? market().mark(direction()) : 0;
    }

    /** 0 for none. */
    public long stopLoss() {
        return positions.stopLoss(row);
    }

    /** 0 for none. */
    public long takeProfit() {
        return positions.takeProfit(row);
    }

    /** The distance of its trailing stop; 0 for none. */
    public long trailing() {
        return positions.trailing(row);
    }

    /** 0 when no price liquidates it. */
    public long liquidationPrice() {
        return positions.liquidation(row);
    }

    /** Equity ÷ maintenance margin, rounded down; 0 once it is closed. */
    public long marginLevel() {
        if (!isOpen()) return 0;
        long worth = Money.times(quantity(), markPrice());
        return Risk.level(margin() + unrealized(), worth, positions.maintenance(row));
    }

    public long unrealized() {
        return isOpen() ? direction().gain(Money.times(quantity(), markPrice() - entryPrice())) : 0;
    }

    public long realized() {
        return positions.realized(row);
    }

    public long fees() {
        return positions.fees(row);
    }

    /** What was paid for holding it, and what would be if it were closed now. */
    public long financing() {
        long paid = positions.financing(row);
        return isOpen() ? paid + market().side(direction()).financing(row, quantity()) : paid;
    }

    public boolean isOpen() {
        return positions.isOpen(row);
    }

    public CloseReason reason() {
        return positions.reason(row);
    }

    /** 0 while it is open. */
    public long closePrice() {
        return positions.closePrice(row);
    }

    public long openedAt() {
        return positions.openedAt(row);
    }

    /** 0 while it is open. */
    public long closedAt() {
        return positions.closedAt(row);
    }
}
