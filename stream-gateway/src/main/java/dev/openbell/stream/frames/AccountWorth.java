package dev.openbell.stream.frames;

import dev.openbell.chassis.money.E8;
import dev.openbell.trading.v1.Balance;
import java.math.BigInteger;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The strip above a trader's positions, in USD: what there is, what of it is bound, and what the open positions would bring. */
public record AccountWorth(long cash, long marginUsed, long marginFree, long unrealizedPnl) {
    private static final String CASH = "USD";

    public static AccountWorth of(Collection<Balance> balances, long unrealizedPnl) {
        for (var balance : balances) {
            if (!balance.getAsset().equals(CASH)) continue;
            return new AccountWorth(
                    balance.getTotalE8(), balance.getMarginE8(), balance.getAvailableE8(), unrealizedPnl);
        }
        return new AccountWorth(0, 0, 0, unrealizedPnl);
    }

    long equity() {
        return Math.addExact(cash, unrealizedPnl);
    }

    /** Equity ÷ margin used, rounded down; null without positions. */
    @Nullable
    Long marginLevel() {
        if (marginUsed == 0) return null;
        return BigInteger.valueOf(equity())
                .multiply(BigInteger.valueOf(E8.ONE))
                .divide(BigInteger.valueOf(marginUsed))
                .longValueExact();
    }
}
