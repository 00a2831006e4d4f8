package dev.openbell.edge.cfd;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.openbell.chassis.fields.Fields;
import dev.openbell.chassis.fields.Written;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.trading.v1.AmendPositionRequest;
import dev.openbell.trading.v1.ClosePositionRequest;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.OpenPositionRequest;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionResponse;
import dev.openbell.trading.v1.PositionStatus;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Positions between JSON and the trading contract. */
final class CfdShapes {
    private static final int MOST_DIGITS = 64;
    private static final BigDecimal MOST_LEVERAGE = BigDecimal.valueOf(Integer.MAX_VALUE);

    private CfdShapes() {}

    @Serdeable.Serializable
    record OnePosition(PositionShape position) {}

    /** One page, newest first. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Positions(
            List<PositionShape> positions,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String nextCursor) {}

    /** Every field by itself; what they mean together is the engine's to judge. */
    static OpenPositionRequest open(PositionTicket ticket, @Nullable String keyHeader) {
        var open = OpenPositionRequest.newBuilder()
                .setIdempotencyKey(Fields.key(keyHeader, ticket.idempotencyKey()))
                .setAsset(Fields.required("asset", ticket.asset()))
                .setDirection(direction(Fields.required("direction", ticket.direction())))
                .setMarginE8(Fields.amount("margin", Fields.required("margin", ticket.margin())))
                .setLeverage(leverage(Fields.required("leverage", ticket.leverage())));
        var stopLoss = ticket.stopLossPrice();
        var takeProfit = ticket.takeProfitPrice();
        var trailing = ticket.trailingDistance();
        var expected = ticket.expectedPrice();
        var slippage = ticket.maxSlippage();
        if (stopLoss != null) open.setStopLossPriceE8(Fields.amount("stop_loss_price", stopLoss));
        if (takeProfit != null) open.setTakeProfitPriceE8(Fields.amount("take_profit_price", takeProfit));
        if (trailing != null) open.setTrailingDistanceE8(Fields.amount("trailing_distance", trailing));
        if (expected != null) open.setExpectedPriceE8(Fields.amount("expected_price", expected));
        if (slippage != null) open.setMaxSlippageE8(Fields.amountOrZero("max_slippage", slippage));
        return open.build();
    }

    static AmendPositionRequest amend(String id, Triggers triggers) {
        var amend = AmendPositionRequest.newBuilder().setPositionId(id);
        var stopLoss = triggers.stopLossPrice();
        var takeProfit = triggers.takeProfitPrice();
        var trailing = triggers.trailingDistance();
        if (stopLoss != null) amend.setStopLossPriceE8(Fields.amountOrZero("stop_loss_price", stopLoss));
        if (takeProfit != null) amend.setTakeProfitPriceE8(Fields.amountOrZero("take_profit_price", takeProfit));
        if (trailing != null) amend.setTrailingDistanceE8(Fields.amountOrZero("trailing_distance", trailing));
        return amend.build();
    }

    static ClosePositionRequest close(String id, @Nullable ClosingSlip slip, @Nullable String keyHeader) {
        var quantity = slip == null ? null : slip.quantity();
        var close = ClosePositionRequest.newBuilder()
                .setPositionId(id)
                .setIdempotencyKey(Fields.key(keyHeader, slip == null ? null : slip.idempotencyKey()));
        if (quantity != null) close.setQuantityE8(Fields.amount("quantity", quantity));
        return close.build();
    }

    static PositionStatus status(String text) {
        return switch (text) {
            case "open" -> PositionStatus.POSITION_OPEN;
            case "closed" -> PositionStatus.POSITION_CLOSED;
            default -> throw Refusal.invalid("status", "must be open or closed");
        };
    }

    static HttpStatus status(PositionResponse opened) {
        return opened.getRepeatedKey() ? HttpStatus.OK : HttpStatus.CREATED;
    }

    static OnePosition one(Position position) {
        return new OnePosition(PositionShape.of(position));
    }

    static Positions page(List<Position> positions, String nextCursor) {
        return new Positions(positions.stream().map(PositionShape::of).toList(), Written.orNull(nextCursor));
    }

    static Direction direction(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "LONG" -> Direction.LONG;
            case "SHORT" -> Direction.SHORT;
            default -> throw Refusal.invalid("direction", "must be LONG or SHORT");
        };
    }

    /** A whole number, also when it is written 10.0 or 1e1. How much is too much the engine says. */
    static int leverage(String text) {
        if (text.length() > MOST_DIGITS) throw Refusal.invalid("leverage", "has too many digits");
        try {
            return new BigDecimal(text).max(BigDecimal.ZERO).min(MOST_LEVERAGE).intValueExact();
        } catch (NumberFormatException e) {
            throw Refusal.invalid("leverage", "must be a whole number");
        } catch (ArithmeticException e) {
            throw new Refusal(Code.LEVERAGE_OUT_OF_RANGE, "The leverage is a whole number");
        }
    }
}
