package dev.openbell.matcher.engine;

/**
 * What the feed said last of a symbol, on its tick grid.
 *
 * @param time when the log took it
 */
public record CfdPrice(String symbol, long bid, long ask, long last, long time) {}
