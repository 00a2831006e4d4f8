package dev.openbell.bench.sockets;

import dev.openbell.bench.stand.Book;

/**
 * A book has changed.
 *
 * @param sequence the last event of the request that did it
 * @param due when the request was to be sent, by {@link System#nanoTime}
 * @param takenMicros when the matcher took it in, by its own clock
 * @param answered when the bot had its answer, by {@link System#nanoTime}
 */
record Change(Book book, long sequence, long due, long takenMicros, long answered) {}
