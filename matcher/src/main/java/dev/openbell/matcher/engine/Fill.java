package dev.openbell.matcher.engine;

/** A trade as one of its two owners sees it; the fee is paid in the quote asset. */
public record Fill(Trade trade, long order, Side side, boolean maker, long fee, String feeAsset) {}
