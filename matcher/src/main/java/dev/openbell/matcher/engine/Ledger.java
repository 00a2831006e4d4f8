package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.Event.BalanceChanged;
import dev.openbell.matcher.engine.Event.LedgerKind;
import dev.openbell.matcher.engine.Event.LedgerPosted;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every movement of money. Within one command the postings of each asset sum to zero; {@link #closeCommand} checks it, always.
 *
 * <p>A posting changes what an account owns. Holding and releasing moves money within a wallet and is no posting.
 */
final class Ledger {
    private final Map<House, Account> house = new EnumMap<>(House.class);
    private final Map<String, Long> sums = new HashMap<>();
    private final Set<Wallet> touched = new LinkedHashSet<>();

    /** Books an amount to what is free in an account. */
    void post(Account account, String asset, long amount, LedgerKind kind, long reference, Consumer<Event> events) {
        if (amount == 0) return;
        var wallet = account.wallet(asset);
        wallet.available = Math.addExact(wallet.available, amount);
        touched.add(wallet);
        sums.merge(asset, amount, Math::addExact);
        events.accept(new LedgerPosted(account.id, asset, amount, wallet.total(), kind, reference));
    }

    /** Whether both sides of a grant stay within what a number can hold. */
    boolean canGrant(Account account, String asset, long amount) {
        return Long.MAX_VALUE - amount >= account.total(asset)
                && Long.MIN_VALUE + amount <= pocket(House.GRANTS).total(asset);
    }

    private Account pocket(House which) {
        return house.computeIfAbsent(which, name -> new Account(name.account(), false));
    }

    void post(House pocket, String asset, long amount, LedgerKind kind, long reference, Consumer<Event> events) {
        post(
                house.computeIfAbsent(pocket, which -> new Account(which.account(), false)),
                asset,
                amount,
                kind,
                reference,
                events);
    }

    void hold(Wallet wallet, long amount) {
        wallet.available -= amount;
        wallet.held += amount;
        touched.add(wallet);
    }

    void release(Wallet wallet, long amount) {
        hold(wallet, -amount);
    }

    /** Says how every wallet stands that the command touched, having checked that no money was made or lost. */
    void closeCommand(Consumer<Event> events) {
        for (var sum : sums.entrySet()) {
            if (sum.getValue() != 0) {
                throw new IllegalStateException("the postings of " + sum.getKey() + " sum to " + sum.getValue());
            }
        }
        sums.clear();
        for (var wallet : touched) {
            if (wallet.owner.isHouse()) continue;
            if (wallet.available < 0 || wallet.held < 0) {
                throw new IllegalStateException("account " + wallet.owner.id + " has " + wallet.balance());
            }
            events.accept(new BalanceChanged(wallet.owner.id, wallet.balance()));
        }
        touched.clear();
    }
}
