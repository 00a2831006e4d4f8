package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.money.E8;
import dev.openbell.matcher.engine.Command.AmendOrder;
import dev.openbell.matcher.engine.Command.CancelAfter;
import dev.openbell.matcher.engine.Command.CancelAllOrders;
import dev.openbell.matcher.engine.Command.CancelOrder;
import dev.openbell.matcher.engine.Command.Deposit;
import dev.openbell.matcher.engine.Command.KeepSessions;
import dev.openbell.matcher.engine.Command.OrderName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Somebody on the floor. */
final class Trader {
    private final MarketFloor floor;
    final long account;
    private int heard;

    Trader(MarketFloor floor, long account) {
        this.floor = floor;
        this.account = account;
    }

    Slip buys(String words) {
        return asks(Call.order(account, Side.BUY, words, floor.now()));
    }

    Slip sells(String words) {
        return asks(Call.order(account, Side.SELL, words, floor.now()));
    }

    /** With the broker: {@code 600 x 10} is a margin of 600 USD with a leverage of 10. */
    Stake goesLong(String words) {
        return goes(Direction.LONG, words);
    }

    Stake goesShort(String words) {
        return goes(Direction.SHORT, words);
    }

    Stake goes(Direction direction, String words) {
        return Stake.of(this, floor, direction, words);
    }

    /** Anything that is answered with an order. */
    Slip asks(Command command) {
        return new Slip(floor, account, floor.apply(command));
    }

    Slip cancels(Slip order) {
        return asks(new CancelOrder(account, order.name()));
    }

    Slip cancels(String key) {
        return asks(new CancelOrder(account, OrderName.byKey(key)));
    }

    /** To {@code 3}, to {@code @ 101.00}, to {@code 3 @ 101.00}; and perhaps {@code key a1}. */
    Slip amends(Slip order, String words) {
        var key = words.contains(" key ") ? words.substring(words.indexOf(" key ") + 5) : "";
        var to = words.replace(" key " + key, "");
        int at = to.indexOf("@ ");
        long price = at < 0 ? 0 : e8(to.substring(at + 2));
        long quantity = at == 0 ? 0 : e8(at < 0 ? to : to.substring(0, at - 1));
        return asks(new AmendOrder(account, order.name(), price, quantity, key));
    }

    /** How many orders were cancelled. */
    long cancelsAll() {
        return cancelsAllOf("");
    }

    long cancelsAllOf(String instrument) {
        return counts(new CancelAllOrders(account, instrument, 0, Reason.USER));
    }

    long losesSession(long session) {
        return counts(new CancelAllOrders(account, "", session, Reason.DISCONNECT));
    }

    /** The venue says that the session lives. */
    void isHeardOver(long session) {
        var _ = floor.apply(new KeepSessions(List.of(new KeepSessions.Session(account, session))));
    }

    /** Sets the dead-man's switch; 0 switches it off. */
    void mustBeHeardWithin(long seconds) {
        assertThat(floor.apply(new CancelAfter(account, seconds * 1_000)).kind())
                .isEqualTo(Answer.Kind.CANCEL_AFTER);
    }

    private long counts(Command command) {
        var answer = floor.apply(command);
        assertThat(answer.kind()).isEqualTo(Answer.Kind.CANCELLED_ALL);
        return answer.number();
    }

    /** {@code 3 BTC}. */
    void deposits(String words) {
        var answer = floor.apply(deposit(words, ""));
        assertThat(answer.kind()).isEqualTo(Answer.Kind.DEPOSITED);
    }

    Deposit deposit(String words, String key) {
        var parts = words.split(" ", -1);
        return new Deposit(account, parts[1], e8(parts[0]), key, false);
    }

    void isLimitedTo(int orders, String openNotional) {
        var _ = floor.apply(new Command.SetLimits(account, new Limits(orders, 0, e8(openNotional))));
    }

    /** All that was bought since this trader was asked last. */
    void bought(String... deals) {
        dealt(Side.BUY, deals);
    }

    void sold(String... deals) {
        dealt(Side.SELL, deals);
    }

    void tradedNothing() {
        assertThat(deals(Side.BUY)).isEmpty();
        assertThat(deals(Side.SELL)).isEmpty();
        isUpToDate();
    }

    /** What was traded until now is no news any more. */
    void isUpToDate() {
        heard = floor.told().size();
    }

    private void dealt(Side side, String... deals) {
        assertThat(deals(side)).isEqualTo(Arrays.stream(deals).map(Deal::of).toList());
        assertThat(deals(side.opposite())).isEmpty();
        isUpToDate();
    }

    private List<Deal> deals(Side side) {
        var deals = new ArrayList<Deal>();
        for (var told : floor.told().subList(heard, floor.told().size())) {
            if (!(told instanceof Told.Traded traded)) continue;
            for (var order : List.of(traded.maker(), traded.taker())) {
                if (order.account() != account || order.side() != side) continue;
                deals.add(new Deal(traded.trade().quantity(), traded.trade().price()));
            }
        }
        return deals;
    }

    /** {@code 39940 USD}, or {@code 39940 USD, 60060 held}, or with {@code 600 margin}. */
    void has(String... balances) {
        for (var words : balances) {
            var asset = words.replaceAll("[^A-Z]", "");
            assertThat(balance(asset)).isEqualTo(words);
        }
    }

    private String balance(String asset) {
        for (var balance : floor.engine().balances(account)) {
            if (!balance.asset().equals(asset)) continue;
            var held = balance.held() == 0 ? "" : ", " + E8.format(balance.held()) + " held";
            var margin = balance.margin() == 0 ? "" : ", " + E8.format(balance.margin()) + " margin";
            return E8.format(balance.available()) + " " + asset + held + margin;
        }
        return "0 " + asset;
    }

    void hasOpen(Slip... newestFirst) {
        var open = new ArrayList<Long>();
        floor.engine().openOrders(account, order -> open.add(order.id()));
        assertThat(open).isEqualTo(Arrays.stream(newestFirst).map(Slip::id).toList());
    }
}
