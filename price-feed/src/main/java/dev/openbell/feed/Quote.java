package dev.openbell.feed;

/** What one can buy and sell at: the bid below the ask, and the price of the last trade. */
public record Quote(long bidE8, long askE8, long lastE8) {}
