package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.Event.Balance;

/** One asset of one account: what is free, and what is held for open orders. */
final class Wallet {
    final Account owner;
    final String asset;
    long available;
    long held;
    long margin;

    Wallet(Account owner, String asset) {
        this.owner = owner;
        this.asset = asset;
    }

    long total() {
        return available + held + margin;
    }

    Balance balance() {
        return new Balance(asset, available, held, margin);
    }
}
