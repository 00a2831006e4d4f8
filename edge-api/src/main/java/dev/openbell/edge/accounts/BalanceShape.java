package dev.openbell.edge.accounts;

import dev.openbell.chassis.fields.Written;
import dev.openbell.trading.v1.Balance;
import io.micronaut.serde.annotation.Serdeable;

/** One asset of a wallet: the total is the sum of the other three. */
@Serdeable.Serializable
public record BalanceShape(String asset, String available, String held, String margin, String total) {
    public static BalanceShape of(Balance balance) {
        return new BalanceShape(
                balance.getAsset(),
                Written.amount(balance.getAvailableE8()),
                Written.amount(balance.getHeldE8()),
                Written.amount(balance.getMarginE8()),
                Written.amount(balance.getTotalE8()));
    }
}
