package dev.openbell.history.archive;

import dev.openbell.history.database.Row;
import dev.openbell.history.v1.LedgerEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Every movement of an account's money. */
final class Ledger {
    private Ledger() {}

    static List<LedgerEntry> list(Connection connection, String account, String asset, Period period, Page page)
            throws SQLException {
        return new Selection(account, "posted_at", "entry_id")
                .with("asset", asset)
                .within(period)
                .list(connection, "SELECT * FROM ledger_entries", page, Ledger::read);
    }

    private static LedgerEntry read(Row row) throws SQLException {
        return LedgerEntry.newBuilder()
                .setEntryId(row.text("entry_id"))
                .setAsset(row.text("asset"))
                .setAmountE8(row.number("amount_e8"))
                .setBalanceE8(row.number("balance_e8"))
                .setKind(row.text("kind"))
                .setReference(row.text("reference"))
                .setTimestampMicros(row.micros("posted_at"))
                .build();
    }
}
