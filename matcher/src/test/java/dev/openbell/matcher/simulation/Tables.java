package dev.openbell.matcher.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.BookLevelChanged;
import dev.openbell.events.v1.LedgerPosted;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.OwnedOrder;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Side;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.trading.v1.Balance;
import java.util.HashMap;
import java.util.Map;

/** What the events come to: orders and wallets as they stand, the ledger summed up, and the books. */
final class Tables {
    private record Wallet(String account, String asset) {}

    private record Level(String instrument, String side, long price) {}

    private final Map<String, OwnedOrder> orders = new HashMap<>();
    private final Map<Wallet, Balance> balances = new HashMap<>();
    private final Map<Wallet, Long> ledger = new HashMap<>();
    private final Map<Level, Long> books = new HashMap<>();

    void add(MarketEvent event) {
        for (var owned : OwnedOrder.toldBy(event)) orders.put(owned.order().getOrderId(), owned);
        switch (event.getEventCase()) {
            case BALANCE_CHANGED -> {
                var balance = event.getBalanceChanged().getBalance();
                balances.put(new Wallet(event.getBalanceChanged().getAccount(), balance.getAsset()), balance);
            }
            case LEDGER_POSTED -> post(event.getLedgerPosted());
            case BOOK_LEVEL_CHANGED -> level(event.getBookLevelChanged());
            default -> {}
        }
    }

    private void post(LedgerPosted posted) {
        var wallet = new Wallet(posted.getAccount(), posted.getAsset());
        assertThat(ledger.merge(wallet, posted.getAmountE8(), Math::addExact)).isEqualTo(posted.getBalanceE8());
    }

    private void level(BookLevelChanged changed) {
        var level = new Level(
                changed.getInstrument(),
                changed.getSide().name(),
                changed.getLevel().getPriceE8());
        if (changed.getLevel().getQuantityE8() == 0) books.remove(level);
        else books.put(level, changed.getLevel().getQuantityE8());
    }

    /** They say what the engine says, and no money was made or lost. */
    void mustEqual(Engine engine) {
        assertThat(booksOf(engine)).as("the books").isEqualTo(books);
        assertThat(balancesOf(engine)).as("the wallets").isEqualTo(balances);
        for (var wallet : balances.entrySet()) {
            assertThat(wallet.getValue().getTotalE8())
                    .as("what the ledger comes to for %s", wallet.getKey())
                    .isEqualTo(ledger.getOrDefault(wallet.getKey(), 0L));
        }
        var sums = new HashMap<String, Long>();
        ledger.forEach((wallet, total) -> sums.merge(wallet.asset, total, Math::addExact));
        assertThat(sums.values()).as("the money of each asset").containsOnly(0L);
        ordersMustEqual(engine);
    }

    private void ordersMustEqual(Engine engine) {
        int open = 0;
        for (var known : orders.values()) {
            var name = OrderName.byId(Ids.parse(known.order().getOrderId()));
            var order = engine.order(Ids.parse(known.account()), name);
            boolean isOpen = known.order().getRemainingQuantityE8() > 0;
            if (isOpen) open++;
            // One that is closed is forgotten after a while.
            if (order == null) assertThat(isOpen).as("forgotten: %s", known).isFalse();
            else assertThat(Shapes.order(order)).isEqualTo(known.order());
        }
        var all = new int[1];
        engine.accounts(account -> engine.openOrders(account, order -> all[0]++));
        assertThat(all[0]).as("open orders of the engine").isEqualTo(open);
    }

    private static Map<Level, Long> booksOf(Engine engine) {
        var books = new HashMap<Level, Long>();
        for (var instrument : engine.instruments()) {
            for (var side : Side.values()) {
                for (var level : engine.book(instrument.symbol(), side, Integer.MAX_VALUE)) {
                    books.put(new Level(instrument.symbol(), side.name(), level.price()), level.quantity());
                }
            }
        }
        return books;
    }

    private static Map<Wallet, Balance> balancesOf(Engine engine) {
        var balances = new HashMap<Wallet, Balance>();
        engine.accounts(account -> {
            for (var balance : engine.balances(account)) {
                balances.put(new Wallet(Ids.text(account), balance.asset()), Shapes.balance(balance));
            }
        });
        return balances;
    }
}
