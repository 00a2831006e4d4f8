package dev.openbell.edge.cfd;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** What a trader fills in to open a position, as text: {@link CfdShapes#open} reads it. */
@Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
record PositionTicket(
        @Nullable String idempotencyKey,
        @Nullable String asset,
        @Nullable String direction,
        @Nullable String margin,
        @Nullable String leverage,
        @Nullable String stopLossPrice,
        @Nullable String takeProfitPrice,
        @Nullable String trailingDistance,
        @Nullable String expectedPrice,
        @Nullable String maxSlippage) {}
