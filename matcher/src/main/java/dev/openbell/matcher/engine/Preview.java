package dev.openbell.matcher.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order would do to the book as it stands.
 *
 * @param refused why it would be refused, if it would
 * @param fills what would trade, best price first
 * @param averagePrice of what would trade, rounded half up; 0 when nothing would
 * @param hold what would be held for the rest
 */
public record Preview(
        @Nullable Refused refused,
        List<BookLevel> fills,
        long averagePrice,
        long fee,
        String feeAsset,
        long hold,
        String holdAsset) {
    static Preview refused(Refused refused) {
        return new Preview(refused, List.of(), 0, 0, "", 0, "");
    }

    static Preview of(List<BookLevel> fills, long quantity, long cost, long fee, long hold, Market market, Side side) {
        var rules = market.instrument();
        return new Preview(
                null,
                fills,
                quantity == 0 ? 0 : Order.average(cost, quantity),
                fee,
                rules.quote(),
                hold,
                side == Side.BUY ? rules.quote() : rules.base());
    }
}
