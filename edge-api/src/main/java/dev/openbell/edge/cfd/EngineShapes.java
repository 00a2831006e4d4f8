package dev.openbell.edge.cfd;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.openbell.edge.accounts.BalanceShape;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes in and out at the door for programs; its fields are named as such programs name them. */
final class EngineShapes {
    private EngineShapes() {}

    /** The words for what can be asked. */
    enum Word {
        CREATE_ACCOUNT,
        GET_BALANCE,
        GET_USD_BALANCE,
        CREATE_TRADE,
        CLOSE_TRADE
    }

    /** One command for all calls: which of the other fields it needs is its word's to say. */
    @Serdeable.Deserializable
    record EngineCommand(
            @Nullable String command,
            @Nullable String asset,
            @Nullable String direction,
            @Nullable String margin,
            @Nullable String leverage,
            @JsonProperty("stopLossPrice") @Nullable String stopLossPrice,
            @JsonProperty("takeProfitPrice") @Nullable String takeProfitPrice,
            @JsonProperty("tradeId") @Nullable String tradeId) {}

    /**
     * What came of it.
     *
     * @param orderId the position that it was about
     * @param latency how long the edge waited for it, in milliseconds
     */
    @Serdeable.Serializable
    record EngineAnswer(boolean success, @Nullable String orderId, EngineResponse engineResponse, double latency) {}

    /**
     * What the engine said.
     *
     * @param status {@code ok}, or the code of the refusal
     * @param data a position, a balance or balances; where it was refused as a rule null
     */
    @Serdeable.Serializable
    record EngineResponse(String status, @Nullable Object data, String message) {}

    /** With what to ask again where nobody knows what became of it. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Unknown(String idempotencyKey) {}

    @Serdeable.Serializable
    record Wallet(List<BalanceShape> balances) {}
}
