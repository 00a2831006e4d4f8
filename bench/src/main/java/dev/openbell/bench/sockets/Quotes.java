package dev.openbell.bench.sockets;

import dev.openbell.bench.bots.BotLine;
import dev.openbell.bench.bots.Tickets;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.stand.Book;
import dev.openbell.standalone.Addresses;
import dev.openbell.standalone.parts.Port;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A bot that quotes in all books over an order session. By turns it places an order and cancels its oldest; no two of its orders stand at one
 * price, so each request changes exactly one price of one book.
 */
final class Quotes implements AutoCloseable {
    private static final int RESTING = 80, PRICES = 60;
    private static final int MOST_UNDER_WAY = 1_000;

    private final BotLine line;
    private final LogTime logTime = new LogTime();
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private long requests;
    private volatile @Nullable String refusal;

    Quotes(Addresses addresses, Customer bot) throws InterruptedException {
        line = new BotLine(addresses.hostAndPort(Port.MATCHER), bot.token(), MOST_UNDER_WAY);
        for (var book : Book.values()) {
            for (int i = 0; i < RESTING; i++) send(book, place(book, i), System.nanoTime());
        }
        changes();
    }

    /** Changes the next book. */
    void change(long due) {
        var book = Book.turn(requests);
        long turn = requests++ / Book.values().length;
        send(book, turn % 2 == 0 ? place(book, RESTING + turn / 2) : cancel(book, turn / 2), due);
    }

    private static OrderSessionRequest.Builder place(Book book, long number) {
        var side = number % 2 == 0 ? Side.BUY : Side.SELL;
        long price = book.price(side, 1 + number / 2 % PRICES);
        return Tickets.place(Tickets.limit(key(book, number), book.symbol(), side, book.lot(), price, TimeInForce.GTC));
    }

    private static OrderSessionRequest.Builder cancel(Book book, long number) {
        return Tickets.cancel(key(book, number));
    }

    private static String key(Book book, long number) {
        return "%s-%d".formatted(book, number);
    }

    private void send(Book book, OrderSessionRequest.Builder request, long due) {
        long sent = System.nanoTime();
        line.send(request, response -> answered(book, response, due, sent));
    }

    private void answered(Book book, OrderSessionResponse response, long due, long sent) {
        switch (response.getResponseCase()) {
            case PLACED -> {
                var placed = response.getPlaced();
                changed(book, placed.getSequence(), due, sent, placed.getOrder().getCreatedAtMicros());
            }
            case CANCELLED -> {
                var cancelled = response.getCancelled();
                changed(
                        book,
                        cancelled.getSequence(),
                        due,
                        sent,
                        cancelled.getOrder().getUpdatedAtMicros());
            }
            default -> refusal = response.toString();
        }
    }

    private void changed(Book book, long sequence, long due, long sent, long takenMicros) {
        long answered = System.nanoTime();
        logTime.learn(sent, takenMicros, answered);
        changes.add(new Change(book, sequence, due, takenMicros, answered));
    }

    LogTime logTime() {
        return logTime;
    }

    /** What has changed since this was asked last; waits until all requests are answered. */
    List<Change> changes() throws InterruptedException {
        line.drain();
        if (refusal != null) throw new IllegalStateException("a quote was refused: " + refusal);
        var taken = new ArrayList<Change>();
        for (Change next; (next = changes.poll()) != null; ) taken.add(next);
        return taken;
    }

    @Override
    public void close() {
        line.close();
    }
}
