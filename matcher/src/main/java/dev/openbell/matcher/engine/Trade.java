package dev.openbell.matcher.engine;

/**
 * Two orders met.
 *
 * @param takerSide the side of the order that came in
 * @param synthetic both sides belong to the venue's own market maker
 */
public record Trade(
        long id, String instrument, long price, long quantity, Side takerSide, boolean synthetic, long time) {}
