package dev.openbell.bench.bots;

import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;

/** Requests, the short way. Quantities and prices in units of 1e-8. */
public final class Tickets {
    public static final long ONE = 100_000_000L;

    private Tickets() {}

    public static PlaceOrderRequest.Builder limit(
            String key, String instrument, Side side, long quantity, long price, TimeInForce timeInForce) {
        return PlaceOrderRequest.newBuilder()
                .setIdempotencyKey(key)
                .setInstrument(instrument)
                .setSide(side)
                .setType(OrderType.LIMIT)
                .setTimeInForce(timeInForce)
                .setPriceE8(price)
                .setQuantityE8(quantity);
    }

    public static OrderSessionRequest.Builder place(PlaceOrderRequest.Builder order) {
        return OrderSessionRequest.newBuilder().setPlace(order);
    }

    public static OrderSessionRequest.Builder cancel(String key) {
        return OrderSessionRequest.newBuilder()
                .setCancel(CancelOrderRequest.newBuilder().setOrderId("client:" + key));
    }
}
