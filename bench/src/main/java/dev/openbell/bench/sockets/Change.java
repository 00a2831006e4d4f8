package dev.openbell.bench.sockets;

import dev.openbell.bench.stand.Book;

/**
 * A book has changed.
 *
 * @param sequence the last event of the request that did it
 * @param due when the request was to be sent, by {@link System#nanoTime}
 * @param takenMicros when the matcher took it in, by its own clock
 */
record Change(Book book, long sequence, long due, long takenMicros) {}
