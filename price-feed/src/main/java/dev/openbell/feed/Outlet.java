package dev.openbell.feed;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a source hands over its prices. What may go out goes out on the source's own thread; what must wait, on the outlet's. */
public final class Outlet implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Outlet.class);
    private static final long LONGEST_SLEEP_MS = 1_000;

    private final Board board;
    private final Past past;
    private final Thread thread = Thread.ofPlatform().name("outlet").daemon().unstarted(this::tend);

    Outlet(Board board, Past past) {
        this.board = board;
        this.past = past;
    }

    Outlet open() {
        thread.start();
        return this;
    }

    /** What was last published of a symbol before this run; null when nothing is known of it. */
    public @Nullable Quote before(String symbol) {
        return past.quotes().get(symbol);
    }

    /** The price of a symbol, and when the source made it. */
    public synchronized void quote(String symbol, Quote quote, long timeMicros) {
        board.quote(symbol, quote, timeMicros, System.nanoTime());
        notifyAll();
    }

    /** What a symbol last traded at; what is bid and asked is as old as before. */
    public synchronized void traded(String symbol, long lastE8) {
        board.traded(symbol, lastE8, System.nanoTime());
        notifyAll();
    }

    /** A symbol has no price any more. */
    public synchronized void withdraw(String symbol) {
        board.withdraw(symbol);
    }

    private synchronized void tend() {
        try {
            while (true) {
                long millis = TimeUnit.NANOSECONDS.toMillis(board.tend(System.nanoTime())) + 1;
                wait(Math.min(millis, LONGEST_SLEEP_MS));
            }
        } catch (InterruptedException e) {
            log.debug("Closed", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
