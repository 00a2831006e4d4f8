package dev.openbell.matcher.door;

import dev.openbell.chassis.refusal.Refusal.FieldError;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.PlaceOrder;
import dev.openbell.matcher.engine.Command;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.SelfTradePrevention;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import java.util.ArrayList;

/** Reads an order ticket: what can be seen to be wrong without the market is refused here and never reaches the log. */
final class Tickets {
    private Tickets() {}

    static PlaceOrder.Builder read(PlaceOrderRequest request, String key) {
        var wrong = new ArrayList<FieldError>();
        if (request.getInstrument().isEmpty()) wrong.add(new FieldError("instrument", "must be given"));
        if (request.getSide() != Side.BUY && request.getSide() != Side.SELL) {
            wrong.add(new FieldError("side", "must be buy or sell"));
        }
        if (request.getType() == OrderType.ORDER_TYPE_UNSPECIFIED || request.getType() == OrderType.UNRECOGNIZED) {
            wrong.add(new FieldError("type", "must be limit, market, stop or stop_limit"));
        }
        if (request.getTimeInForce() == TimeInForce.UNRECOGNIZED) {
            wrong.add(new FieldError("time_in_force", "must be gtc, ioc, fok or gtd"));
        }
        if (request.getSelfTradePrevention() == SelfTradePrevention.UNRECOGNIZED) {
            wrong.add(new FieldError("self_trade_prevention", "must be cancel_newest, cancel_oldest or cancel_both"));
        }
        Forms.given(request.hasPriceE8(), request.getPriceE8(), "price", wrong);
        Forms.given(request.hasStopPriceE8(), request.getStopPriceE8(), "stop_price", wrong);
        Forms.given(request.hasQuantityE8(), request.getQuantityE8(), "quantity", wrong);
        Forms.given(request.hasQuoteQuantityE8(), request.getQuoteQuantityE8(), "quote_quantity", wrong);
        Forms.given(request.hasExpiresAtMicros(), request.getExpiresAtMicros(), "expires_at", wrong);
        Forms.refuse(wrong);

        var place = copied(request, key);
        if (command(place, 1) instanceof Command.PlaceOrder ticket) {
            var unfit = dev.openbell.matcher.engine.Tickets.unfit(ticket, 0);
            if (unfit != null) {
                var words = unfit.words(0, 0);
                wrong.add(new FieldError(
                        unfit.field(), words.substring(unfit.field().length() + 1)));
            }
        }
        Forms.refuse(wrong);
        return place;
    }

    /** The ticket as the engine would read it from the log. */
    static Command command(PlaceOrder.Builder place, long account) {
        return LoggedCommands.read(LoggedCommand.newBuilder()
                .setVersion(LoggedCommands.VERSION)
                .setAccount(dev.openbell.chassis.ids.Ids.text(account))
                .setPlaceOrder(place)
                .build());
    }

    private static PlaceOrder.Builder copied(PlaceOrderRequest request, String key) {
        var place = PlaceOrder.newBuilder()
                .setIdempotencyKey(key)
                .setInstrument(request.getInstrument())
                .setSide(request.getSide())
                .setType(request.getType())
                .setTimeInForce(request.getTimeInForce())
                .setPostOnly(request.getPostOnly())
                .setSelfTradePrevention(request.getSelfTradePrevention());
        if (request.hasPriceE8()) place.setPriceE8(request.getPriceE8());
        if (request.hasStopPriceE8()) place.setStopPriceE8(request.getStopPriceE8());
        if (request.hasQuantityE8()) place.setQuantityE8(request.getQuantityE8());
        if (request.hasQuoteQuantityE8()) place.setQuoteQuantityE8(request.getQuoteQuantityE8());
        if (request.hasExpiresAtMicros()) place.setExpiresAtMicros(request.getExpiresAtMicros());
        return place;
    }
}
