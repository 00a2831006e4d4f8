package dev.openbell.edge.orders;

import dev.openbell.chassis.fields.Written;
import dev.openbell.trading.v1.Fill;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/** A trade as one of its two owners sees it. */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record FillShape(
        String tradeId,
        String orderId,
        String instrument,
        String side,
        String price,
        String quantity,
        String takerSide,
        String liquidity,
        String fee,
        String feeAsset,
        boolean synthetic,
        String timestamp) {

    public static List<FillShape> of(List<Fill> fills) {
        return fills.stream().map(FillShape::of).toList();
    }

    static FillShape of(Fill fill) {
        return new FillShape(
                fill.getTradeId(),
                fill.getOrderId(),
                fill.getInstrument(),
                Written.word(fill.getSide()),
                Written.amount(fill.getPriceE8()),
                Written.amount(fill.getQuantityE8()),
                Written.word(fill.getTakerSide()),
                Written.word(fill.getLiquidity()),
                Written.amount(fill.getFeeE8()),
                fill.getFeeAsset(),
                fill.getSynthetic(),
                Written.time(fill.getTimestampMicros()));
    }
}
