package dev.openbell.matcher.door;

import dev.openbell.chassis.refusal.Refusal.FieldError;
import dev.openbell.events.v1.AmendPosition;
import dev.openbell.events.v1.ClosePosition;
import dev.openbell.events.v1.OpenPosition;
import dev.openbell.trading.v1.AmendPositionRequest;
import dev.openbell.trading.v1.ClosePositionRequest;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.OpenPositionRequest;
import java.util.ArrayList;
import java.util.List;

/** Requests about positions as commands of the log: what can be seen to be wrong without the market is refused here and never reaches it. */
final class CfdTickets {
    private CfdTickets() {}

    static OpenPosition open(OpenPositionRequest request) {
        var wrong = new ArrayList<FieldError>();
        if (request.getAsset().isEmpty()) wrong.add(new FieldError("asset", "must be given"));
        if (request.getDirection() != Direction.LONG && request.getDirection() != Direction.SHORT) {
            wrong.add(new FieldError("direction", "must be LONG or SHORT"));
        }
        Forms.given(true, request.getMarginE8(), "margin", wrong);
        Forms.given(request.hasStopLossPriceE8(), request.getStopLossPriceE8(), "stop_loss_price", wrong);
        Forms.given(request.hasTakeProfitPriceE8(), request.getTakeProfitPriceE8(), "take_profit_price", wrong);
        Forms.given(request.hasTrailingDistanceE8(), request.getTrailingDistanceE8(), "trailing_distance", wrong);
        Forms.given(request.hasExpectedPriceE8(), request.getExpectedPriceE8(), "expected_price", wrong);
        if (request.getMaxSlippageE8() < 0) wrong.add(new FieldError("max_slippage", "must not be below zero"));
        if (request.hasMaxSlippageE8() && !request.hasExpectedPriceE8()) {
            wrong.add(new FieldError("expected_price", "must be given with max_slippage"));
        }
        Forms.refuse(wrong);
        var open = OpenPosition.newBuilder()
                .setIdempotencyKey(Orders.keyOf(request.getIdempotencyKey()))
                .setAsset(request.getAsset())
                .setDirection(request.getDirection())
                .setMarginE8(request.getMarginE8())
                .setLeverage(request.getLeverage());
        if (request.hasStopLossPriceE8()) open.setStopLossPriceE8(request.getStopLossPriceE8());
        if (request.hasTakeProfitPriceE8()) open.setTakeProfitPriceE8(request.getTakeProfitPriceE8());
        if (request.hasTrailingDistanceE8()) open.setTrailingDistanceE8(request.getTrailingDistanceE8());
        if (request.hasExpectedPriceE8()) open.setExpectedPriceE8(request.getExpectedPriceE8());
        if (request.hasMaxSlippageE8()) open.setMaxSlippageE8(request.getMaxSlippageE8());
        return open.build();
    }

    /** 0 takes a trigger away. */
    static AmendPosition amend(AmendPositionRequest request) {
        var wrong = new ArrayList<FieldError>();
        notBelowZero(request.getStopLossPriceE8(), "stop_loss_price", wrong);
        notBelowZero(request.getTakeProfitPriceE8(), "take_profit_price", wrong);
        notBelowZero(request.getTrailingDistanceE8(), "trailing_distance", wrong);
        if (!request.hasStopLossPriceE8() && !request.hasTakeProfitPriceE8() && !request.hasTrailingDistanceE8()) {
            wrong.add(new FieldError("stop_loss_price", "or another price must be given"));
        }
        Forms.refuse(wrong);
        var amend = AmendPosition.newBuilder().setPositionId(Forms.named("position_id", request.getPositionId()));
        if (request.hasStopLossPriceE8()) amend.setStopLossPriceE8(request.getStopLossPriceE8());
        if (request.hasTakeProfitPriceE8()) amend.setTakeProfitPriceE8(request.getTakeProfitPriceE8());
        if (request.hasTrailingDistanceE8()) amend.setTrailingDistanceE8(request.getTrailingDistanceE8());
        return amend.build();
    }

    static ClosePosition close(ClosePositionRequest request) {
        var wrong = new ArrayList<FieldError>();
        Forms.given(request.hasQuantityE8(), request.getQuantityE8(), "quantity", wrong);
        Forms.refuse(wrong);
        var close = ClosePosition.newBuilder()
                .setPositionId(Forms.named("position_id", request.getPositionId()))
                .setIdempotencyKey(Orders.keyOf(request.getIdempotencyKey()));
        if (request.hasQuantityE8()) close.setQuantityE8(request.getQuantityE8());
        return close.build();
    }

    private static void notBelowZero(long value, String field, List<FieldError> wrong) {
        if (value < 0) wrong.add(new FieldError(field, "must not be below zero"));
    }
}
