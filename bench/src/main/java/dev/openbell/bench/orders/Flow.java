package dev.openbell.bench.orders;

import dev.openbell.bench.stand.Book;
import dev.openbell.trading.v1.Side;

/**
 * Of ten requests six place an order, three cancel one and one takes three from the book, so the market stays as large as it is.
 *
 * <p>Half of the orders stand near the middle and are taken; the others stand far from it and are cancelled, in the order in which they
 * came. A cushion of each lies between the two ends, so every answer is known before: whatever else is answered is an error. Who takes has
 * no order in the book.
 */
final class Flow {
    private static final String CYCLE = "fncfntcnfc";
    private static final int CUSHION = 3_000;
    private static final int NEAR_PRICES = 5, FAR = 20, FAR_PRICES = 50;
    private static final int TAKEN_AT_ONCE = 3;

    private final int makers, takers;
    private long asked, near, far, cancelled, taken;

    /** @param customers of whom one in five takes */
    Flow(int customers) {
        takers = customers / 5;
        makers = customers - takers;
    }

    /** So many requests fill the book, before there is a flow. */
    int toFill() {
        return 2 * CUSHION;
    }

    Request fill() {
        return near < CUSHION ? placeNear() : placeFar();
    }

    Request next() {
        return switch (CYCLE.charAt((int) (asked++ % CYCLE.length()))) {
            case 'n' -> placeNear();
            case 'f' -> placeFar();
            case 'c' -> new Request.Cancel(maker(cancelled), farKey(cancelled++));
            default -> take();
        };
    }

    private Request placeNear() {
        var book = Book.turn(near);
        var side = side(near);
        long price = book.price(side, 1 + near / 6 % NEAR_PRICES);
        return new Request.Place(maker(near), "near-" + near++, book, side, price, book.lot());
    }

    private Request placeFar() {
        var book = Book.turn(far);
        var side = side(far);
        long price = book.price(side, FAR + far / 6 % FAR_PRICES);
        return new Request.Place(maker(far), farKey(far++), book, side, price, book.lot());
    }

    private Request take() {
        var book = Book.turn(taken);
        int taker = makers + (int) (taken / 6 % takers);
        return new Request.Take(taker, "take-" + taken, book, side(taken++), TAKEN_AT_ONCE * book.lot());
    }

    private static String farKey(long number) {
        return "far-" + number;
    }

    private int maker(long number) {
        return (int) (number / 6 % makers);
    }

    private static Side side(long number) {
        return number / 3 % 2 == 0 ? Side.BUY : Side.SELL;
    }
}
