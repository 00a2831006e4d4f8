package dev.openbell.bench.stand;

import dev.openbell.chassis.money.E8;
import dev.openbell.trading.v1.Side;
import java.util.List;

/** A book that benchmarks trade in, around a price of their own: nobody else makes a market there. In units of 1e-8. */
public enum Book {
    BTC("0.5", "60000", "0.001"),
    ETH("0.01", "3000", "0.01"),
    SOL("0.01", "150", "0.1");

    private static final List<Book> ALL = List.of(values());

    private final long tick;
    private final long middle;
    private final long lot;

    Book(String tick, String middle, String lot) {
        this.tick = E8.parse(tick);
        this.middle = E8.parse(middle);
        this.lot = E8.parse(lot);
    }

    /** By turns, however far one counts. */
    public static Book turn(long number) {
        return ALL.get((int) (number % ALL.size()));
    }

    public String symbol() {
        return name() + "-USD";
    }

    /** How much one order is for. */
    public long lot() {
        return lot;
    }

    /** So many ticks from the middle: below it for a buyer, above it for a seller. */
    public long price(Side side, long ticksAway) {
        return side == Side.BUY ? middle - ticksAway * tick : middle + ticksAway * tick;
    }
}
