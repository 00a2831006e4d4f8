package dev.openbell.matcher.engine;

/** The numbers that were given out last. Events, orders, trades and positions are each counted up. */
public record Numbers(long event, long order, long trade, long position) {}
