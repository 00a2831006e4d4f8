package dev.openbell.edge.cfd;

import dev.openbell.chassis.fields.Written;
import dev.openbell.trading.v1.CloseReason;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** A CFD position as it stands. Of one that was closed, margin and quantity are those of the part that was closed last. */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record PositionShape(
        String positionId,
        String asset,
        String direction,
        String margin,
        int leverage,
        String quantity,
        String entryPrice,
        @Nullable String markPrice,
        @Nullable String stopLossPrice,
        @Nullable String takeProfitPrice,
        @Nullable String trailingDistance,
        @Nullable String liquidationPrice,
        @Nullable String marginLevel,
        String unrealizedPnl,
        String realizedPnl,
        String fees,
        String financing,
        String status,
        @Nullable String closeReason,
        @Nullable String closePrice,
        String openedAt,
        @Nullable String closedAt) {
    static PositionShape of(Position position) {
        return new PositionShape(
                position.getPositionId(),
                position.getAsset(),
                position.getDirection().name(),
                Written.amount(position.getMarginE8()),
                position.getLeverage(),
                Written.amount(position.getQuantityE8()),
                Written.amount(position.getEntryPriceE8()),
                position.hasMarkPriceE8() ? Written.amount(position.getMarkPriceE8()) : null,
                position.hasStopLossPriceE8() ? Written.amount(position.getStopLossPriceE8()) : null,
                position.hasTakeProfitPriceE8() ? Written.amount(position.getTakeProfitPriceE8()) : null,
                position.hasTrailingDistanceE8() ? Written.amount(position.getTrailingDistanceE8()) : null,
                position.hasLiquidationPriceE8() ? Written.amount(position.getLiquidationPriceE8()) : null,
                position.hasMarginLevelE8() ? Written.amount(position.getMarginLevelE8()) : null,
                Written.amount(position.getUnrealizedPnlE8()),
                Written.amount(position.getRealizedPnlE8()),
                Written.amount(position.getFeesE8()),
                Written.amount(position.getFinancingE8()),
                position.getStatus() == PositionStatus.POSITION_CLOSED ? "closed" : "open",
                reason(position.getCloseReason()),
                position.hasClosePriceE8() ? Written.amount(position.getClosePriceE8()) : null,
                Written.time(position.getOpenedAtMicros()),
                position.hasClosedAtMicros() ? Written.time(position.getClosedAtMicros()) : null);
    }

    private static @Nullable String reason(CloseReason reason) {
        return switch (reason) {
            case CLOSE_REASON_UNSPECIFIED, UNRECOGNIZED -> null;
            case CLOSED_BY_OWNER -> "closed";
            case STOP_LOSS, TAKE_PROFIT, TRAILING_STOP, LIQUIDATED, LOST -> Written.word(reason);
        };
    }
}
