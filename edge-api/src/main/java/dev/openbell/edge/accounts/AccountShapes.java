package dev.openbell.edge.accounts;

import dev.openbell.chassis.fields.Written;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.GetSummaryResponse;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wallets between the contract and JSON. */
final class AccountShapes {
    private AccountShapes() {}

    /** Play money to be paid in. */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record DepositSlip(
            @Nullable String asset,
            @Nullable String amount,
            @Nullable String idempotencyKey) {}

    @Serdeable.Serializable
    record Balances(List<BalanceShape> balances) {}

    /** The strip above a trader's positions. There is no margin level without a position. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Summary(
            String equity,
            String cash,
            String marginUsed,
            String marginFree,
            @Nullable String marginLevel,
            String unrealizedPnl) {}

    @Serdeable.Serializable
    record Deposited(BalanceShape balance) {}

    static Balances balances(List<Balance> balances) {
        return new Balances(balances.stream().map(BalanceShape::of).toList());
    }

    static Summary summary(GetSummaryResponse summary) {
        return new Summary(
                Written.amount(summary.getEquityE8()),
                Written.amount(summary.getCashE8()),
                Written.amount(summary.getMarginUsedE8()),
                Written.amount(summary.getMarginFreeE8()),
                summary.hasMarginLevelE8() ? Written.amount(summary.getMarginLevelE8()) : null,
                Written.amount(summary.getUnrealizedPnlE8()));
    }
}
