package dev.openbell.stream.book;

import dev.openbell.trading.v1.BookLevel;

/** One price of one side, how much stands there, and in how many orders. Quantity 0: the price is gone. */
public record Level(long priceE8, long quantityE8, int orders) {
    public BookLevel shape() {
        return BookLevel.newBuilder()
                .setPriceE8(priceE8)
                .setQuantityE8(quantityE8)
                .setOrders(orders)
                .build();
    }

    Level gone() {
        return new Level(priceE8, 0, 0);
    }
}
