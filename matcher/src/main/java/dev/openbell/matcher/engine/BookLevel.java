package dev.openbell.matcher.engine;

/** One price of one side of a book; no quantity means that the price is gone. */
public record BookLevel(long price, long quantity, int orders) {}
