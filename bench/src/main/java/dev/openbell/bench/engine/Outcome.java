package dev.openbell.bench.engine;

/** What has come of a flow: what was traded, and what rests in the end. Price × quantity in the flow's own units. */
public record Outcome(long trades, long quantity, long notional, long ordersLeft, long quantityLeft) {}
