package dev.openbell.edge.accounts;

import dev.openbell.edge.shapes.Written;
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

    /** One asset of a wallet: the total is the sum of the other three. */
    @Serdeable.Serializable
    record BalanceShape(String asset, String available, String held, String margin, String total) {}

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
        return new Balances(balances.stream().map(AccountShapes::balance).toList());
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

    static BalanceShape balance(Balance balance) {
        return new BalanceShape(
                balance.getAsset(),
                Written.amount(balance.getAvailableE8()),
                Written.amount(balance.getHeldE8()),
                Written.amount(balance.getMarginE8()),
                Written.amount(balance.getTotalE8()));
    }
}
