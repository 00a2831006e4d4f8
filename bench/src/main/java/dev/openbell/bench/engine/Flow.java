package dev.openbell.bench.engine;

import dev.openbell.matcher.engine.Side;
import java.util.Random;

/**
 * The flow <i>real</i>: what one order book is asked on a busy day. Limit orders fill it to its size; then come the commands: about 49 %
 * limit orders, of which every tenth is marketable, 5 % IOC, 36 % cancels, and 10 % moves to another price. Every tenth command trades.
 *
 * <p>The same seed is the same flow everywhere. While it is made, a plain book carries it out, so it knows what must come of it.
 */
public final class Flow {
    /** What is asked. A move gives up its place in the queue, and may trade. */
    public enum Ask {
        LIMIT,
        IOC,
        CANCEL,
        MOVE
    }

    private static final int COMMANDS = 3_000_000;
    private static final long SEED = 42;

    private static final long MIDDLE = 100_000, FARTHEST = 25_000, BEYOND_ALL = 30_000;
    private static final int SMALL_BOOK = 10_000;

    private final int filling;
    private final Ask[] asks;
    private final Side[] sides;
    private final long[] orders, prices, quantities;

    private final Random random = new Random(SEED);
    private final PlainBook book = new PlainBook();
    private int length;
    private long lastOrder;

    private Flow(int filling, int commands) {
        this.filling = filling;
        asks = new Ask[filling + commands];
        sides = new Side[asks.length];
        orders = new long[asks.length];
        prices = new long[asks.length];
        quantities = new long[asks.length];
        while (length < asks.length) next();
    }

    public static Flow real(int resting) {
        return real(resting, COMMANDS);
    }

    public static Flow real(int resting, int commands) {
        return new Flow(resting, commands);
    }

    /** How many commands at the beginning fill the book. */
    public int filling() {
        return filling;
    }

    /** How many commands there are in all. */
    public int length() {
        return length;
    }

    /** What must come of it, the filling included. */
    public Outcome outcome() {
        return book.outcome();
    }

    public Ask ask(int command) {
        return asks[command];
    }

    public Side side(int command) {
        return sides[command];
    }

    /** Orders are numbered from 1, as they come. */
    public long order(int command) {
        return orders[command];
    }

    public long price(int command) {
        return prices[command];
    }

    /** Of an order that is moved, what it has left. */
    public long quantity(int command) {
        return quantities[command];
    }

    // What follows draws from the random numbers in an order that makes the flow what it is.

    private void next() {
        var side = random.nextInt(2) == 0 ? Side.BUY : Side.SELL;
        double choice = random.nextDouble();
        if (length < filling) limit(side);
        else if (book.orders() < filling) next(side, choice, 0.56, 0.29);
        else next(side, choice, 0.38, 0.47);
    }

    private void next(Side side, double choice, double limits, double cancels) {
        double iocs = 0.05;
        if (book.orders() == 0 || choice < limits) limit(side);
        else if (choice < limits + iocs) ioc(side);
        else if (choice < limits + iocs + cancels) cancel(book.any(random));
        else move(book.any(random));
    }

    private void limit(Side side) {
        long price = limitPrice(side), quantity = someQuantity();
        add(Ask.LIMIT, side, ++lastOrder, price, quantity);
        book.place(lastOrder, side, price, quantity);
    }

    private void ioc(Side side) {
        long price = MIDDLE + (side == Side.BUY ? BEYOND_ALL : -BEYOND_ALL), quantity = someQuantity();
        add(Ask.IOC, side, ++lastOrder, price, quantity);
        book.match(side, price, quantity);
    }

    private void cancel(PlainBook.Order order) {
        add(Ask.CANCEL, order.side, order.id, order.price, 0);
        book.remove(order);
    }

    private void move(PlainBook.Order order) {
        long up = random.nextInt(2) * 2L - 1;
        long price = within(order.price + up * (1 + random.nextInt(5)));
        if (price == order.price) price -= direction(order.side);
        add(Ask.MOVE, order.side, order.id, price, order.left);
        book.remove(order);
        book.place(order.id, order.side, price, order.left);
    }

    private void add(Ask ask, Side side, long order, long price, long quantity) {
        asks[length] = ask;
        sides[length] = side;
        orders[length] = order;
        prices[length] = price;
        quantities[length++] = quantity;
    }

    /** Most stand behind the best price, fewer the farther away; a tenth of them comes to trade. */
    private long limitPrice(Side side) {
        long last = book.lastPrice(MIDDLE);
        long own = book.best(side, last - direction(side)), other = book.best(side.opposite(), last + direction(side));
        long away = (long) (-Math.log(1 - random.nextDouble()) * (filling <= SMALL_BOOK ? 40 : 400));
        if (length >= filling && random.nextInt(10) == 0) return within(other + direction(side) * random.nextInt(3));
        long front = side == Side.BUY ? Math.min(other - 1, own + 1) : Math.max(other + 1, own - 1);
        return within(front - direction(side) * away);
    }

    private long someQuantity() {
        return 1L + (long) random.nextInt(6) * random.nextInt(6) * random.nextInt(6);
    }

    /** Where a price goes that gets worse for the other side's hopes: up for a buyer. */
    private static long direction(Side side) {
        return side == Side.BUY ? 1L : -1L;
    }

    private static long within(long price) {
        return Math.clamp(price, MIDDLE - FARTHEST, MIDDLE + FARTHEST);
    }
}
