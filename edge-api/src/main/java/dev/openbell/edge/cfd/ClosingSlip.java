package dev.openbell.edge.cfd;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** How much of a position is to be closed; all of it where nothing is said. */
@Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
record ClosingSlip(@Nullable String quantity, @Nullable String idempotencyKey) {}
