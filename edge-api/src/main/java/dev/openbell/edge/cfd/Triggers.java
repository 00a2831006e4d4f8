package dev.openbell.edge.cfd;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** The prices at which a position is to be closed from now on. What is not given stays as it is, and 0 takes one away. */
@Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
record Triggers(
        @Nullable String stopLossPrice,
        @Nullable String takeProfitPrice,
        @Nullable String trailingDistance) {}
