package dev.openbell.edge.orders;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** An order as it stands. */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record OrderShape(
        String orderId,
        @Nullable String idempotencyKey,
        String instrument,
        String side,
        String type,
        String timeInForce,
        boolean postOnly,
        @Nullable String price,
        @Nullable String stopPrice,
        @Nullable String quantity,
        @Nullable String quoteQuantity,
        String filledQuantity,
        String remainingQuantity,
        @Nullable String averagePrice,
        String status,
        @Nullable String reason,
        String createdAt,
        String updatedAt,
        @Nullable String expiresAt) {}
