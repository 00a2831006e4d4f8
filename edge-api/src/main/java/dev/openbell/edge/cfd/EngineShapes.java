package dev.openbell.edge.cfd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.openbell.edge.accounts.BalanceShape;
import dev.openbell.edge.errors.Problem;
import io.micronaut.serde.annotation.Serdeable;
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
            @Nullable String stopLossPrice,
            @Nullable String takeProfitPrice,
            @Nullable String tradeId) {}

    /**
     * What came of it.
     *
     * @param orderId the position that it was about
     * @param latency how long the edge had it in hand, in milliseconds
     */
    @Serdeable.Serializable
    record EngineAnswer(boolean success, @Nullable String orderId, EngineResponse engineResponse, double latency) {}

    /**
     * What the engine said.
     *
     * @param status {@code ok}, or the code of the refusal
     * @param data a position, a balance or balances; null where it was refused
     */
    @Serdeable.Serializable
    record EngineResponse(String status, @Nullable Object data, String message) {}

    /** A refusal is a problem, as at every door, and has beside it what this door always answers. */
    @Serdeable.Serializable
    record EngineRefusal(
            String type,
            String title,
            int status,
            String detail,
            String code,
            @JsonProperty("request_id") String requestId,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem.Field> errors,

            @JsonProperty("idempotency_key") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String idempotencyKey,

            boolean success,
            @Nullable String orderId,
            EngineResponse engineResponse,
            double latency) {
        static EngineRefusal of(Problem problem, double latency) {
            return new EngineRefusal(
                    problem.type(),
                    problem.title(),
                    problem.status(),
                    problem.detail(),
                    problem.code(),
                    problem.requestId(),
                    problem.errors(),
                    problem.idempotencyKey(),
                    false,
                    null,
                    new EngineResponse(problem.code(), null, problem.detail()),
                    latency);
        }
    }

    @Serdeable.Serializable
    record Wallet(List<BalanceShape> balances) {}
}
