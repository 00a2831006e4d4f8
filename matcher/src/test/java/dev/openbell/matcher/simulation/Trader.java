package dev.openbell.matcher.simulation;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.AmendOrder;
import dev.openbell.events.v1.CancelAfter;
import dev.openbell.events.v1.CancelAllOrders;
import dev.openbell.events.v1.CancelOrder;
import dev.openbell.events.v1.ClosePosition;
import dev.openbell.events.v1.Deposit;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.OpenAccount;
import dev.openbell.events.v1.OpenPosition;
import dev.openbell.events.v1.PlaceOrder;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.SelfTradePrevention;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a trader wants next: mostly orders around one price, so that many of them trade. */
final class Trader implements Supplier<LoggedCommand> {
    private static final long ONE = 100_000_000, MIDDLE = 1_000 * ONE;
    private static final int REMEMBERED = 8;

    private final Venue venue;
    private final Fate fate;
    private final String account;
    private final List<String> orders = new ArrayList<>();
    private int wishes;

    Trader(Venue venue, long account) {
        this.venue = venue;
        this.fate = venue.fate();
        this.account = Ids.text(account);
    }

    @Override
    public LoggedCommand get() {
        var wish = LoggedCommand.newBuilder().setAccount(account);
        return switch (wishes++) {
            case 0 -> wish.setOpenAccount(OpenAccount.getDefaultInstance()).build();
            case 1 -> wish.setDeposit(deposit("BTC", 5 * ONE)).build();
            case 2 -> wish.setDeposit(deposit("ETH", 50 * ONE)).build();
            default -> anything(wish).build();
        };
    }

    private LoggedCommand.Builder anything(LoggedCommand.Builder wish) {
        return switch (fate.upTo(45)) {
            case 0, 1 -> wish.setDeposit(deposit("USD", (1 + fate.upTo(100)) * ONE));
            case 2, 3, 4 -> wish.setCancelOrder(CancelOrder.newBuilder().setOrderId(anOrder()));
            case 5, 6, 7, 8, 9 -> wish.setAmendOrder(amend());
            case 10 -> wish.setCancelAllOrders(cancelAll());
            case 12, 13, 14, 15 -> wish.setOpenPosition(position());
            case 16, 17 -> wish.setClosePosition(close());
            case 11 -> wish.setCancelAfter(CancelAfter.newBuilder().setTimeoutMs(fate.upTo(20_000)));
            default -> wish.setPlaceOrder(order());
        };
    }

    private Deposit.Builder deposit(String asset, long amount) {
        return Deposit.newBuilder().setAsset(asset).setAmountE8(amount).setIdempotencyKey(newKey());
    }

    private PlaceOrder.Builder order() {
        var instrument = fate.chance(0.06) ? Operator.LONG_NAMED : fate.oneOf(Operator.INSTRUMENTS);
        orders.add(newKey());
        var order = PlaceOrder.newBuilder()
                .setIdempotencyKey(orders.getLast())
                .setInstrument(instrument.getSymbol())
                .setSide(fate.chance(0.5) ? Side.BUY : Side.SELL)
                .setQuantityE8((500 + fate.upTo(2_000)) * instrument.getLotE8())
                .setSelfTradePrevention(fate.oneOf(List.of(
                        SelfTradePrevention.CANCEL_NEWEST,
                        SelfTradePrevention.CANCEL_OLDEST,
                        SelfTradePrevention.CANCEL_BOTH)));
        switch (fate.upTo(9)) {
            case 0 -> order.setType(OrderType.MARKET);
            case 1 -> order.setType(OrderType.STOP).setStopPriceE8(price());
            case 2 ->
                order.setType(OrderType.STOP_LIMIT).setStopPriceE8(price()).setPriceE8(price());
            case 3 ->
                order.setType(OrderType.LIMIT)
                        .setPriceE8(price())
                        .setTimeInForce(TimeInForce.GTD)
                        .setExpiresAtMicros(venue.now() + 1 + fate.upTo(30_000_000));
            default ->
                order.setType(OrderType.LIMIT)
                        .setPriceE8(price())
                        .setTimeInForce(
                                fate.oneOf(List.of(TimeInForce.GTC, TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK)))
                        .setPostOnly(fate.chance(0.1));
        }
        return order;
    }

    private OpenPosition.Builder position() {
        return OpenPosition.newBuilder()
                .setIdempotencyKey(newKey())
                .setAsset(Operator.CFD.getSymbol())
                .setDirection(fate.chance(0.5) ? Direction.LONG : Direction.SHORT)
                .setMarginE8((10 + fate.upTo(500)) * ONE)
                .setLeverage(1 + fate.upTo(50));
    }

    /** One of the positions that were opened first, whoever did. */
    private ClosePosition.Builder close() {
        var position = Ids.ofShard(Venue.SHARD, 1 + fate.upTo(50));
        return ClosePosition.newBuilder().setPositionId(position).setIdempotencyKey(newKey());
    }

    private AmendOrder.Builder amend() {
        var amend = AmendOrder.newBuilder().setOrderId(anOrder()).setIdempotencyKey(newKey());
        if (fate.chance(0.5)) amend.setPriceE8(price());
        if (fate.chance(0.5)) amend.setQuantityE8((1 + fate.upTo(2_000)) * 10_000L);
        return amend;
    }

    private CancelAllOrders.Builder cancelAll() {
        var cancel = CancelAllOrders.newBuilder().setReason("user");
        return fate.chance(0.5)
                ? cancel
                : cancel.setInstrument(fate.oneOf(Operator.INSTRUMENTS).getSymbol());
    }

    private long price() {
        return MIDDLE + (fate.upTo(20) - 10) * ONE / 2;
    }

    private String anOrder() {
        return orders.isEmpty()
                ? "client:none"
                : "client:" + fate.oneOf(orders.subList(Math.max(0, orders.size() - REMEMBERED), orders.size()));
    }

    private String newKey() {
        return "wish-" + wishes;
    }
}
