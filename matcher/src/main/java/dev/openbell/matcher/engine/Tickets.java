package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.Command.PlaceOrder;
import org.jspecify.annotations.Nullable;

/** What can be seen to be wrong with an order by looking at its ticket alone. */
public final class Tickets {
    private Tickets() {}

    /** The first thing that is wrong with it, if anything is. */
    public static @Nullable Why unfit(PlaceOrder place, long now) {
        var type = place.type();
        if (type.hasLimit() ? place.price() <= 0 : place.price() != 0) {
            return type.hasLimit() ? Why.PRICE_NEEDED : Why.PRICE_UNFIT;
        }
        if (type.waits() ? place.stopPrice() <= 0 : place.stopPrice() != 0) {
            return type.waits() ? Why.STOP_NEEDED : Why.STOP_UNFIT;
        }
        boolean bySum = place.quoteQuantity() != 0;
        if (bySum && (type != OrderType.MARKET || place.side() != Side.BUY || place.quantity() != 0)) {
            return Why.ONE_QUANTITY;
        }
        if (bySum ? place.quoteQuantity() < 0 : place.quantity() <= 0) return Why.QUANTITY_NEEDED;
        var timeInForce = place.timeInForce();
        if (type == OrderType.MARKET && timeInForce.rests()) return Why.TIME_IN_FORCE_UNFIT;
        if (type == OrderType.STOP && !timeInForce.rests()) return Why.TIME_IN_FORCE_UNFIT;
        if (timeInForce == TimeInForce.GTD) {
            if (place.expiresAt() <= now) return Why.EXPIRY_NEEDED;
        } else if (place.expiresAt() != 0) {
            return Why.EXPIRY_UNFIT;
        }
        return place.postOnly() && !(type.hasLimit() && timeInForce.rests()) ? Why.POST_ONLY_UNFIT : null;
    }
}
