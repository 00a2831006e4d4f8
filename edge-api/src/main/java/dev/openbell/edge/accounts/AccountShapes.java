package dev.openbell.edge.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.openbell.edge.orders.FillShape;
import dev.openbell.edge.shapes.Written;
import dev.openbell.history.v1.LedgerEntry;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.GetSummaryResponse;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wallets and ledger between the contracts and JSON. */
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

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Fills(
            List<FillShape> fills,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String nextCursor) {}

    /** Money that moved, and the total of the asset afterwards. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record EntryShape(
            String entryId,
            String asset,
            String amount,
            String balance,
            String kind,
            @Nullable String reference,
            String timestamp) {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Entries(
            List<EntryShape> entries,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String nextCursor) {}

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

    static Entries entries(List<LedgerEntry> entries, String nextCursor) {
        return new Entries(entries.stream().map(AccountShapes::entry).toList(), Written.orNull(nextCursor));
    }

    static BalanceShape balance(Balance balance) {
        return new BalanceShape(
                balance.getAsset(),
                Written.amount(balance.getAvailableE8()),
                Written.amount(balance.getHeldE8()),
                Written.amount(balance.getMarginE8()),
                Written.amount(balance.getTotalE8()));
    }

    private static EntryShape entry(LedgerEntry entry) {
        return new EntryShape(
                entry.getEntryId(),
                entry.getAsset(),
                Written.amount(entry.getAmountE8()),
                Written.amount(entry.getBalanceE8()),
                entry.getKind(),
                Written.orNull(entry.getReference()),
                Written.time(entry.getTimestampMicros()));
    }
}
