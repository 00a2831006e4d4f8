package dev.openbell.matcher.engine;

/** An order as it stood when it was told of: the engine's own view is good only for that moment. */
record OrderSheet(
        long id,
        long account,
        String key,
        String instrument,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        boolean postOnly,
        SelfTrade selfTrade,
        long price,
        long stopPrice,
        long quantity,
        long quoteQuantity,
        long filled,
        long remaining,
        long averagePrice,
        Status status,
        Reason reason,
        boolean synthetic,
        long createdAt,
        long updatedAt,
        long expiresAt) {
    static OrderSheet of(Order order) {
        return new OrderSheet(
                order.id(),
                order.account(),
                order.key(),
                order.instrument(),
                order.side(),
                order.type(),
                order.timeInForce(),
                order.postOnly(),
                order.selfTrade(),
                order.price(),
                order.stopPrice(),
                order.quantity(),
                order.quoteQuantity(),
                order.filled(),
                order.remaining(),
                order.averagePrice(),
                order.status(),
                order.reason(),
                order.synthetic(),
                order.createdAt(),
                order.updatedAt(),
                order.expiresAt());
    }

    boolean waits() {
        return status == Status.WAITING;
    }
}
