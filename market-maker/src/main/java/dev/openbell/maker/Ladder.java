package dev.openbell.maker;

import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The orders that should stand around a price: the same on both sides, larger further out. */
record Ladder(List<Rung> rungs) {
    private static final int RUNGS = 5;
    /** How far the first rung lies from the middle, and each next one from the last, in parts of 10,000. */
    private static final int STEP_BPS = 4;

    private static final long FIRST_RUNG_USD_E8 = 2_000_00000000L;
    private static final long ONE = 100_000_000L;

    record Rung(Side side, long priceE8, long quantityE8) {
        boolean isWhat(Order order) {
            return order.getSide() == side
                    && order.getPriceE8() == priceE8
                    && order.getRemainingQuantityE8() == quantityE8;
        }
    }

    static Ladder around(long middleE8, Instrument rules) {
        var rungs = new ArrayList<Rung>();
        for (int i = 1; i <= RUNGS; i++) {
            long away = middleE8 / 10_000 * STEP_BPS * i;
            long bid = down(middleE8 - away, rules.getTickE8());
            long ask = down(middleE8 + away, rules.getTickE8()) + rules.getTickE8();
            long quantity = down(perPrice(FIRST_RUNG_USD_E8 * i, middleE8), rules.getLotE8());
            if (bid <= 0 || quantity <= 0) continue;
            rungs.add(new Rung(Side.BUY, bid, quantity));
            rungs.add(new Rung(Side.SELL, ask, quantity));
        }
        return new Ladder(rungs);
    }

    /** Money ÷ price: how much that buys. */
    private static long perPrice(long moneyE8, long priceE8) {
        return BigInteger.valueOf(moneyE8)
                .multiply(BigInteger.valueOf(ONE))
                .divide(BigInteger.valueOf(priceE8))
                .longValueExact();
    }

    private static long down(long value, long grid) {
        return value / grid * grid;
    }
}
