package dev.openbell.matcher.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What accounts own: a wallet for each asset that they have ever had. */
final class Wallets extends Table {
    private static final int ACCOUNT_AND_ASSET = 0,
            AVAILABLE = 1,
            HELD = 2,
            MARGIN = 3,
            NEXT = 4,
            DEPOSITED = 5,
            DEPOSIT_DAY = 6,
            TOUCHED = 7;

    private final Accounts accounts;
    private final List<String> assets = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    Wallets(Accounts accounts) {
        super(8);
        this.accounts = accounts;
    }

    /** The number of an asset, given when it is first heard of. */
    int asset(String name) {
        var number = numbers.get(name);
        if (number != null) return number;
        assets.add(name);
        numbers.put(name, assets.size() - 1);
        return assets.size() - 1;
    }

    int assets() {
        return assets.size();
    }

    String assetName(int asset) {
        return assets.get(asset);
    }

    /** The wallet of an account for an asset, or none. */
    int find(int account, int asset) {
        int wallet = accounts.wallets(account);
        while (wallet != NONE && asset(wallet) != asset) wallet = next(wallet);
        return wallet;
    }

    /** The wallet of an account for an asset, empty when it is new. */
    int of(int account, int asset) {
        int wallet = find(account, asset);
        if (wallet != NONE) return wallet;
        wallet = add();
        set(wallet, ACCOUNT_AND_ASSET, pair(account, asset));
        set(wallet, NEXT, accounts.wallets(account));
        accounts.wallets(account, wallet);
        return wallet;
    }

    int account(int wallet) {
        return high(wallet, ACCOUNT_AND_ASSET);
    }

    int asset(int wallet) {
        return low(wallet, ACCOUNT_AND_ASSET);
    }

    String assetNameOf(int wallet) {
        return assetName(asset(wallet));
    }

    int next(int wallet) {
        return (int) get(wallet, NEXT);
    }

    long available(int wallet) {
        return get(wallet, AVAILABLE);
    }

    long held(int wallet) {
        return get(wallet, HELD);
    }

    long margin(int wallet) {
        return get(wallet, MARGIN);
    }

    long total(int wallet) {
        return available(wallet) + held(wallet) + margin(wallet);
    }

    void receive(int wallet, long amount) {
        set(wallet, AVAILABLE, Math.addExact(available(wallet), amount));
    }

    void hold(int wallet, long amount) {
        increase(wallet, AVAILABLE, -amount);
        increase(wallet, HELD, amount);
    }

    void lock(int wallet, long amount) {
        increase(wallet, AVAILABLE, -amount);
        increase(wallet, MARGIN, amount);
    }

    /** Demo money that came in on this day. */
    long deposited(int wallet, long day) {
        return get(wallet, DEPOSIT_DAY) == day ? get(wallet, DEPOSITED) : 0;
    }

    void deposited(int wallet, long day, long amount) {
        set(wallet, DEPOSITED, deposited(wallet, day) + amount);
        set(wallet, DEPOSIT_DAY, day);
    }

    /** Whether this is the first time that the wallet is touched by this command. */
    boolean touch(int wallet, long command) {
        if (get(wallet, TOUCHED) == command) return false;
        set(wallet, TOUCHED, command);
        return true;
    }

    Balance balance(int wallet) {
        return new Balance(assetNameOf(wallet), available(wallet), held(wallet), margin(wallet));
    }

    void writeAll(StateWriter state) {
        write(state);
        state.number(assets.size());
        for (var asset : assets) state.text(asset);
    }

    void readAll(StateReader state) {
        read(state);
        assets.clear();
        numbers.clear();
        for (long left = state.number(); left > 0; left--) asset(state.text());
    }
}
