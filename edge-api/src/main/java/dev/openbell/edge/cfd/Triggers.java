package dev.openbell.edge.cfd;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** The prices at which a position is to be closed from now on. What is not given stays as it is, and null or 0 takes one away. */
@Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
record Triggers(
        @Nullable @Serdeable.Deserializable(using = NullTakesAway.class)
        String stopLossPrice,

        @Nullable @Serdeable.Deserializable(using = NullTakesAway.class)
        String takeProfitPrice,

        @Nullable @Serdeable.Deserializable(using = NullTakesAway.class)
        String trailingDistance) {}
