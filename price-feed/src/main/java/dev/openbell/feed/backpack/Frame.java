package dev.openbell.feed.backpack;

/** What the exchange says. Times are microseconds, as it stamps them. */
sealed interface Frame {
    /**
     * The best bid and the best ask of a market, sent when either changes.
     *
     * @param bidE8 0 when nobody bids
     * @param askE8 0 when nobody offers
     * @param update counts up with each change
     */
    record Top(String symbol, long bidE8, long askE8, long update, long timeMicros) implements Frame {}

    /** The price of the last trade, sent once a second. */
    record Last(String symbol, long priceE8, long timeMicros) implements Frame {}

    /** Something that was not asked for. */
    record Other(String stream) implements Frame {}

    /** The exchange did not take a request. */
    record Refused(String code, String message) implements Frame {}
}
