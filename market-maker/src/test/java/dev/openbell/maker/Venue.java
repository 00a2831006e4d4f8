package dev.openbell.maker;

import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.Side;

/** Instruments and orders as the venue would tell of them. */
final class Venue {
    static final Instrument SOL = Instrument.newBuilder()
            .setSymbol("SOL-USD")
            .setBase("SOL")
            .setTickE8(1_000_000)
            .setLotE8(100_000)
            .setMinNotionalE8(5_00000000L)
            .build();

    private static int orders;

    private Venue() {}

    static Order order(Side side, long price, long quantity) {
        return Order.newBuilder()
                .setOrderId("o" + ++orders)
                .setInstrument(SOL.getSymbol())
                .setSide(side)
                .setPriceE8(price)
                .setQuantityE8(quantity)
                .setRemainingQuantityE8(quantity)
                .setStatus(OrderStatus.OPEN)
                .build();
    }

    static Order order(Ladder.Rung rung) {
        return order(rung.side(), rung.priceE8(), rung.quantityE8());
    }

    static Order filled(Order order, long quantity) {
        long remaining = order.getRemainingQuantityE8() - quantity;
        return order.toBuilder()
                .setFilledQuantityE8(order.getFilledQuantityE8() + quantity)
                .setRemainingQuantityE8(remaining)
                .setStatus(remaining == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED)
                .build();
    }
}
