package dev.openbell.edge.orders;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** What a trader fills in, as text: {@link OrderShapes#request} reads it. */
@Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
record OrderTicket(
        @Nullable String idempotencyKey,
        @Nullable String instrument,
        @Nullable String side,
        @Nullable String type,
        @Nullable String price,
        @Nullable String stopPrice,
        @Nullable String quantity,
        @Nullable String quoteQuantity,
        @Nullable String timeInForce,
        @Nullable String expiresAt,
        @Nullable String postOnly,
        @Nullable String selfTradePrevention) {}
