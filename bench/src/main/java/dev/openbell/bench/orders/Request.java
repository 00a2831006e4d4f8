package dev.openbell.bench.orders;

import dev.openbell.bench.stand.Book;
import dev.openbell.trading.v1.Side;

/** What a customer asks for. Customers are numbered, and each order has a key of its own. */
sealed interface Request {
    int customer();

    String key();

    /** An order that rests: it is to be open, and nothing trades. */
    record Place(int customer, String key, Book book, Side side, long price, long quantity) implements Request {}

    /** The end of one that rests: it is to be cancelled. */
    record Cancel(int customer, String key) implements Request {}

    /** A market order: it is to be filled. */
    record Take(int customer, String key, Book book, Side side, long quantity) implements Request {}
}
