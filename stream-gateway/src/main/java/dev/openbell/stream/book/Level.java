package dev.openbell.stream.book;

/** One price of one side, how much stands there, and in how many orders. Quantity 0: the price is gone. */
public record Level(long priceE8, long quantityE8, int orders) {
    Level gone() {
        return new Level(priceE8, 0, 0);
    }
}
