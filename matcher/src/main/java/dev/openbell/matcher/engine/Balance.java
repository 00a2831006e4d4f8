package dev.openbell.matcher.engine;

/** One asset in a wallet: what is free, what is held for open orders, and what is locked as margin. */
public record Balance(String asset, long available, long held, long margin) {
    public long total() {
        return available + held + margin;
    }
}
