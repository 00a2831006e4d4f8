package dev.openbell.edge.orders;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the order calls take beside a ticket, as text too. */
final class Requests {
    private Requests() {}

    @Serdeable.Deserializable
    record TicketBatch(@Nullable List<@Nullable OrderTicket> orders) {}

    /** What is to be another price, or another total quantity. */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record Amendment(
            @Nullable String price,
            @Nullable String quantity,
            @Nullable String idempotencyKey) {}

    /** How long the dead-man's switch waits for the next call. */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record SwitchSetting(@Nullable String timeoutMs) {}
}
