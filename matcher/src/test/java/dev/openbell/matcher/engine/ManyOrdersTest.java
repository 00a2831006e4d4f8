package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.matcher.engine.Command.CancelOrder;
import dev.openbell.matcher.engine.Command.Deposit;
import dev.openbell.matcher.engine.Command.ListInstrument;
import dev.openbell.matcher.engine.Command.OpenAccount;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import org.junit.jupiter.api.Test;

/** More of everything than the tables and indexes begin with. */
class ManyOrdersTest {
    private static final int ACCOUNTS = 3_000, ORDERS_EACH = 25, ORDERS = ACCOUNTS * ORDERS_EACH, PRICES = 9_001;
    private static final long QUANTITY = e8("0.1");

    private Engine engine = new Engine(Floor.SHARD);

    @Test
    void everyOrderIsFoundTradedAndCancelled() {
        open();
        for (int order = 0; order < ORDERS; order++) {
            assertThat(tell(ask(order))).isEqualTo(Answer.Kind.PLACED);
        }
        everyOrderIsFound();
        assertThat(engine.book("ETH-USD", Side.SELL, ORDERS)).hasSize(PRICES);

        engine = StateTape.of(engine).restored();
        everyOrderIsFound();

        // Every other one is cancelled, by its id or its key; the rest is bought, the cheapest first.
        for (int order = 0; order < ORDERS; order += 2) {
            var name = order % 4 == 0 ? OrderName.byKey("key-" + order) : OrderName.byId(id(order));
            assertThat(tell(new CancelOrder(account(order), name))).isEqualTo(Answer.Kind.CANCELLED);
        }
        buyEverything();
        assertThat(engine.book("ETH-USD", Side.SELL, ORDERS)).isEmpty();
        for (int account = 1; account <= ACCOUNTS; account++) {
            engine.openOrders(account, order -> {
                throw new AssertionError(OrderSheet.of(order));
            });
            assertThat(engine.balances(account)).allMatch(balance -> balance.held() == 0);
        }
    }

    private void open() {
        assertThat(tell(new ListInstrument(Floor.ETH_USD))).isEqualTo(Answer.Kind.NOTED);
        for (int account = 1; account <= ACCOUNTS; account++) {
            assertThat(tell(new OpenAccount(account, false))).isEqualTo(Answer.Kind.OPENED);
            assertThat(tell(new Deposit(account, "ETH", e8("100"), "", false))).isEqualTo(Answer.Kind.DEPOSITED);
        }
        assertThat(tell(new OpenAccount(9_999, false))).isEqualTo(Answer.Kind.OPENED);
        assertThat(tell(new Deposit(9_999, "USD", e8("1000000000"), "", true))).isEqualTo(Answer.Kind.DEPOSITED);
    }

    /** The prices are all over the book, so that levels are made between others. */
    private static PlaceOrder ask(int order) {
        long price = e8("100") + order * 7_919L % PRICES * Floor.ETH_USD.tick();
        return PlaceOrder.limit(account(order), "key-" + order, "ETH-USD", Side.SELL, price, QUANTITY);
    }

    private static long account(int order) {
        return 1L + order % ACCOUNTS;
    }

    private static long id(int order) {
        return Floor.orderId(1 + order);
    }

    private void everyOrderIsFound() {
        for (int order = 0; order < ORDERS; order++) {
            var byId = engine.order(account(order), OrderName.byId(id(order)));
            if (byId == null || !byId.key().equals("key-" + order)) throw new AssertionError("order " + order);
            var byKey = engine.order(account(order), OrderName.byKey("key-" + order));
            if (byKey == null || byKey.id() != id(order)) throw new AssertionError("key of order " + order);
        }
    }

    private void buyEverything() {
        var notebook = new Notebook();
        var answer = engine.apply(
                1,
                new PlaceOrder(
                        9_999,
                        "",
                        "ETH-USD",
                        Side.BUY,
                        OrderType.LIMIT,
                        e8("1000"),
                        0,
                        QUANTITY * ORDERS,
                        0,
                        TimeInForce.IOC,
                        0,
                        false,
                        SelfTrade.CANCEL_NEWEST,
                        0),
                notebook);
        assertThat(answer.order().filled()).isEqualTo(QUANTITY * ORDERS / 2);
        long lastPrice = 0, lastId = 0;
        for (var told : notebook.notes) {
            if (!(told instanceof Told.Traded traded)) continue;
            long price = traded.trade().price(), id = traded.maker().id();
            if (price < lastPrice || (price == lastPrice && id < lastId))
                throw new AssertionError("out of turn: " + traded);
            lastPrice = price;
            lastId = id;
        }
    }

    private Answer.Kind tell(Command command) {
        return engine.apply(1, command, Silence.INSTANCE).kind();
    }
}
