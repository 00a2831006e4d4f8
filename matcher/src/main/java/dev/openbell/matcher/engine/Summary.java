package dev.openbell.matcher.engine;

/**
 * The strip above a trader's positions, in USD.
 *
 * @param cash all that is in the wallet
 * @param marginUsed what is locked for positions
 * @param marginFree what is available
 * @param unrealized what closing all positions now would bring, but for fees and financing
 */
public record Summary(long cash, long marginUsed, long marginFree, long unrealized) {
    public long equity() {
        return cash + unrealized;
    }

    /** Equity ÷ margin used, rounded down; 0 without positions. */
    public long marginLevel() {
        return marginUsed == 0 ? 0 : Risk.ratio(equity(), marginUsed);
    }
}
