package dev.openbell.matcher.door;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.refusal.Refusal.FieldError;
import dev.openbell.events.v1.PlaceOrder;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.SelfTradePrevention;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads an order ticket: what can be seen to be wrong without the market is refused here, every field named. */
final class Tickets {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private Tickets() {}

    static PlaceOrder read(PlaceOrderRequest request, String key) {
        var wrong = new ArrayList<FieldError>();
        if (!KEY.matcher(key).matches()) {
            wrong.add(new FieldError("idempotency_key", "must be 1 to 64 of A-Z a-z 0-9 . _ -"));
        }
        if (request.getInstrument().isEmpty()) wrong.add(new FieldError("instrument", "must be given"));
        if (request.getSide() != Side.BUY && request.getSide() != Side.SELL) {
            wrong.add(new FieldError("side", "must be buy or sell"));
        }
        if (request.getType() != OrderType.LIMIT) {
            wrong.add(new FieldError("type", "must be limit: this venue trades limit orders"));
        }
        var timeInForce = request.getTimeInForce();
        if (timeInForce != TimeInForce.TIME_IN_FORCE_UNSPECIFIED && timeInForce != TimeInForce.GTC) {
            wrong.add(new FieldError(
                    "time_in_force", "must be gtc: orders of this venue stand until they are cancelled"));
        }
        positive(request.hasPriceE8(), request.getPriceE8(), "price", wrong);
        positive(request.hasQuantityE8(), request.getQuantityE8(), "quantity", wrong);
        absent(request.hasStopPriceE8(), "stop_price", wrong);
        absent(request.hasQuoteQuantityE8(), "quote_quantity", wrong);
        absent(request.hasExpiresAtMicros(), "expires_at", wrong);
        absent(request.getPostOnly(), "post_only", wrong);
        absent(request.getRespondAsync(), "respond_async", wrong);
        var prevention = request.getSelfTradePrevention();
        if (prevention != SelfTradePrevention.SELF_TRADE_PREVENTION_UNSPECIFIED
                && prevention != SelfTradePrevention.CANCEL_NEWEST) {
            wrong.add(new FieldError("self_trade_prevention", "must be cancel_newest"));
        }
        if (!wrong.isEmpty()) {
            var first = wrong.getFirst();
            throw new Refusal(Code.VALIDATION, first.field() + " " + first.message(), wrong, null, null);
        }
        return PlaceOrder.newBuilder()
                .setIdempotencyKey(key)
                .setInstrument(request.getInstrument())
                .setSide(request.getSide())
                .setType(OrderType.LIMIT)
                .setPriceE8(request.getPriceE8())
                .setQuantityE8(request.getQuantityE8())
                .setTimeInForce(TimeInForce.GTC)
                .setSelfTradePrevention(SelfTradePrevention.CANCEL_NEWEST)
                .build();
    }

    private static void positive(boolean given, long value, String field, List<FieldError> wrong) {
        if (!given) wrong.add(new FieldError(field, "must be given"));
        else if (value <= 0) wrong.add(new FieldError(field, "must be above zero"));
    }

    private static void absent(boolean given, String field, List<FieldError> wrong) {
        if (given) wrong.add(new FieldError(field, "does not go with a limit order that stands until it is cancelled"));
    }
}
