package dev.openbell.feed;

/** A price as it is published: whole ticks, the bid below the ask, the last trade between them. */
record Quote(long bidE8, long askE8, long lastE8) {}
