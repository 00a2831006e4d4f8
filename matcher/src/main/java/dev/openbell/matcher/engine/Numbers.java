package dev.openbell.matcher.engine;

/** The numbers that were given out last. Events, orders and trades are each counted up. */
public record Numbers(long event, long order, long trade) {}
