package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Table.NONE;

import java.util.Arrays;

/**
 * Every movement of money. Within one command the postings of each asset sum to zero; {@link #closeCommand} checks it, always.
 *
 * <p>A posting changes what an account owns. Holding, locking and their opposites move money within a wallet and are no posting.
 */
final class Ledger {
    private final Accounts accounts;
    private final Wallets wallets;
    private final Tape tape;

    /** What the postings of this command sum to, by asset. */
    private long[] sums = new long[16];

    private int[] touched = new int[64];
    private int touchedCount;
    private long command = 1;

    Ledger(Accounts accounts, Wallets wallets, Tape tape) {
        this.accounts = accounts;
        this.wallets = wallets;
        this.tape = tape;
    }

    /** Gives the house its pockets: once, in an empty market. */
    void openHouse() {
        for (var pocket : House.values()) accounts.open(pocket.account(), false);
    }

    int pocket(House which) {
        return accounts.find(which.account());
    }

    /** Books an amount to what is free in a wallet. */
    void post(int account, int asset, long amount, LedgerKind kind, long reference) {
        if (amount == 0) return;
        int wallet = wallets.of(account, asset);
        wallets.receive(wallet, amount);
        touch(wallet);
        if (asset >= sums.length) sums = Arrays.copyOf(sums, asset * 2);
        sums[asset] = Math.addExact(sums[asset], amount);
        tape.next()
                .ledgerPosted(
                        accounts.id(account), wallets.assetName(asset), amount, wallets.total(wallet), kind, reference);
    }

    /** Whether both sides of a grant stay within what a number can hold. */
    boolean canGrant(int account, int asset, long amount) {
        return Long.MAX_VALUE - amount >= total(account, asset)
                && Long.MIN_VALUE + amount <= total(pocket(House.GRANTS), asset);
    }

    private long total(int account, int asset) {
        int wallet = wallets.find(account, asset);
        return wallet == NONE ? 0 : wallets.total(wallet);
    }

    long available(int account, int asset) {
        int wallet = wallets.find(account, asset);
        return wallet == NONE ? 0 : wallets.available(wallet);
    }

    void hold(int wallet, long amount) {
        if (amount == 0) return;
        wallets.hold(wallet, amount);
        touch(wallet);
    }

    void release(int wallet, long amount) {
        hold(wallet, -amount);
    }

    /** Margin of a position: it stays in the wallet, but nothing else is paid with it. */
    void lock(int wallet, long amount) {
        wallets.lock(wallet, amount);
        touch(wallet);
    }

    void unlock(int wallet, long amount) {
        lock(wallet, -amount);
    }

    private void touch(int wallet) {
        if (!wallets.touch(wallet, command)) return;
        if (touchedCount == touched.length) touched = Arrays.copyOf(touched, touchedCount * 2);
        touched[touchedCount++] = wallet;
    }

    /** Says how every wallet stands that the command touched, having checked that no money was made or lost. */
    void closeCommand() {
        for (int asset = 0; asset < wallets.assets() && asset < sums.length; asset++) {
            if (sums[asset] != 0) {
                throw new IllegalStateException(
                        "the postings of " + wallets.assetName(asset) + " sum to " + sums[asset]);
            }
        }
        for (int i = 0; i < touchedCount; i++) tell(touched[i]);
        touchedCount = 0;
        command++;
    }

    private void tell(int wallet) {
        int account = wallets.account(wallet);
        if (accounts.isHouse(account)) return;
        long available = wallets.available(wallet), held = wallets.held(wallet), margin = wallets.margin(wallet);
        if (available < 0 || held < 0 || margin < 0) {
            throw new IllegalStateException("account " + accounts.id(account) + " has " + wallets.balance(wallet));
        }
        tape.next().balanceChanged(accounts.id(account), wallets.assetNameOf(wallet), available, held, margin);
    }

    void write(StateWriter state) {
        state.number(command);
    }

    void read(StateReader state) {
        command = state.number();
    }
}
