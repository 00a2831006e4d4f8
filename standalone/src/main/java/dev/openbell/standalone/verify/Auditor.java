package dev.openbell.standalone.verify;

import dev.openbell.events.v1.LedgerPosted;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.trading.v1.Balance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the ledger with itself: what a command posts sums to zero, every entry's balance is the sum so far, and what a wallet is
 * said to hold is the sum of its entries, and never less than nothing.
 *
 * <p>Sums may wrap around, and are right all the same: what they are compared with has as many bits.
 */
final class Auditor {
    private static final String HOUSE = "house:";

    private record Name(int shard, String account, String asset) {
        @Override
        public String toString() {
            return "account %s, %s".formatted(account, asset);
        }
    }

    private static final class Wallet {
        private long sum;
        private @Nullable Balance told;
    }

    private final Map<Name, Wallet> wallets = new LinkedHashMap<>();

    /** By asset, of the command whose events come now. */
    private final Map<String, Long> posted = new TreeMap<>();

    private long command;
    private long entries;
    private final Findings findings = new Findings();

    void add(MarketEvents events) {
        command = events.getCommandOffset();
        long sequence = events.getFirstSequence();
        for (var event : events.getEventsList()) {
            if (event.hasLedgerPosted()) post(events.getShard(), sequence, event.getLedgerPosted());
            if (event.hasBalanceChanged()) {
                var changed = event.getBalanceChanged();
                var name = new Name(
                        events.getShard(),
                        changed.getAccount(),
                        changed.getBalance().getAsset());
                tell(sequence, name, changed.getBalance());
            }
            sequence++;
        }
        if (events.getLastPart()) closeCommand();
    }

    /** How the wallets stood where a trimmed log begins. */
    void open(MarketEvents statement) {
        for (var event : statement.getEventsList()) {
            if (event.hasLedgerPosted()) {
                var total = event.getLedgerPosted();
                wallet(new Name(statement.getShard(), total.getAccount(), total.getAsset())).sum = total.getBalanceE8();
            } else if (event.hasBalanceChanged()) {
                var balance = event.getBalanceChanged();
                var asset = balance.getBalance().getAsset();
                wallet(new Name(statement.getShard(), balance.getAccount(), asset)).told = balance.getBalance();
            }
        }
    }

    void end() {
        closeCommand();
        wallets.forEach((name, wallet) -> {
            if (name.account.startsWith(HOUSE)) return; // nobody is told of these
            long told = wallet.told == null ? 0 : wallet.told.getTotalE8();
            if (told != wallet.sum)
                find("%s: the entries sum to %d, and the wallet was last said to hold %d"
                        .formatted(name, wallet.sum, told));
        });
    }

    long entries() {
        return entries;
    }

    Findings findings() {
        return findings;
    }

    private void post(int shard, long sequence, LedgerPosted entry) {
        entries++;
        var name = new Name(shard, entry.getAccount(), entry.getAsset());
        var wallet = wallet(name);
        wallet.sum += entry.getAmountE8();
        posted.merge(entry.getAsset(), entry.getAmountE8(), Long::sum);
        if (entry.getBalanceE8() != wallet.sum)
            find("event %d, %s: balance_e8 is %d, and the entries so far sum to %d"
                    .formatted(sequence, name, entry.getBalanceE8(), wallet.sum));
    }

    private void tell(long sequence, Name name, Balance balance) {
        wallet(name).told = balance;
        long available = balance.getAvailableE8(), held = balance.getHeldE8(), margin = balance.getMarginE8();
        if (available < 0 || held < 0 || margin < 0)
            find("event %d, %s: a wallet is never negative, and available_e8 is %d, held_e8 %d, margin_e8 %d"
                    .formatted(sequence, name, available, held, margin));
        if (balance.getTotalE8() != available + held + margin)
            find("event %d, %s: total_e8 is %d, and its parts sum to %d"
                    .formatted(sequence, name, balance.getTotalE8(), available + held + margin));
    }

    private void closeCommand() {
        posted.forEach((asset, sum) -> {
            if (sum != 0) find("command %d: the entries in %s sum to %d".formatted(command, asset, sum));
        });
        posted.clear();
    }

    private void find(String what) {
        findings.add(List.of("ledger, " + what));
    }

    private Wallet wallet(Name name) {
        return wallets.computeIfAbsent(name, missing -> new Wallet());
    }
}
