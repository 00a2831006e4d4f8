package dev.openbell.matcher.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trader at this venue, or one of the house's own pockets. */
final class Account {
    final long id;
    final boolean synthetic;
    final Map<String, Wallet> wallets = new LinkedHashMap<>();

    /** What each idempotency key was used for. */
    final Map<String, Remembered> keys = new HashMap<>();

    /** By order id, which counts up: the oldest first. */
    final Map<Long, Order> openOrders = new LinkedHashMap<>();

    /** Today's deposits by asset, and which day of log time that is. */
    final Map<String, Long> deposited = new HashMap<>();

    long depositDay;

    Account(long id, boolean synthetic) {
        this.id = id;
        this.synthetic = synthetic;
    }

    Wallet wallet(String asset) {
        return wallets.computeIfAbsent(asset, name -> new Wallet(this, name));
    }

    long available(String asset) {
        var wallet = wallets.get(asset);
        return wallet == null ? 0 : wallet.available;
    }

    long total(String asset) {
        var wallet = wallets.get(asset);
        return wallet == null ? 0 : wallet.total();
    }

    boolean isHouse() {
        return id < 0;
    }

    /** A command that carried a key, and what came of it: an order, or an answer to be given again. */
    record Remembered(
            Command command,
            @Nullable Order order,
            @Nullable Answer answer) {}
}
