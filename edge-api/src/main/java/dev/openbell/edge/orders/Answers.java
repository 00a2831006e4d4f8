package dev.openbell.edge.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.openbell.edge.errors.Problem;
import dev.openbell.edge.market.BookShape;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the order calls answer with. */
final class Answers {
    private Answers() {}

    /** An order was placed. The book is there only when it was asked for. */
    @Serdeable.Serializable
    record Placed(
            OrderShape order,
            List<FillShape> trades,
            long sequence,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            BookShape orderbook) {}

    /** An order is in the log, and nobody waited for what became of it. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Queued(String commandId, String status) {}

    @Serdeable.Serializable
    record OrderAndTrades(OrderShape order, List<FillShape> trades) {}

    @Serdeable.Serializable
    record OneOrder(OrderShape order) {}

    /** One for each order of a batch, in their order. */
    @Serdeable.Serializable
    record Results(List<Result> results) {}

    /** What an order of a batch would have been answered alone: the HTTP status, and the order or the problem. */
    @Serdeable.Serializable
    record Result(
            int status,
            @Nullable OrderShape order,
            @Nullable List<FillShape> trades,
            @Nullable Problem error) {}

    /** What an order would do to the book as it stands, and what would be reserved for the rest. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record PreviewShape(
            List<PreviewFillShape> fills,
            @Nullable String averagePrice,
            String fee,
            @Nullable String feeAsset,
            String hold,
            @Nullable String holdAsset) {}

    @Serdeable.Serializable
    record PreviewFillShape(String price, String quantity) {}

    @Serdeable.Serializable
    record Cancelled(int cancelled) {}

    /** When the dead-man's switch strikes; null while it is off. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record SwitchShape(@Nullable String strikesAt) {}

    /** One page, newest first. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Orders(
            List<OrderShape> orders,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String nextCursor) {}

    @Serdeable.Serializable
    record Events(List<EventShape> events) {}

    /** Something that happened to an order, and the order after it. */
    @Serdeable.Serializable
    record EventShape(
            long sequence,
            String kind,
            OrderShape order,
            @Nullable FillShape fill,
            String timestamp) {}

    /** What became of a queued command. */
    @Serdeable.Serializable
    record CommandShape(
            String status,
            @Nullable OrderShape order,
            @Nullable String code,
            @Nullable String detail) {}
}
