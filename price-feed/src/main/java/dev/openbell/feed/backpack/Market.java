package dev.openbell.feed.backpack;

import dev.openbell.feed.Outlet;
import dev.openbell.feed.Quote;

/**
 * One market of the exchange: what was last believed of it.
 *
 * <p>Bid and ask are told when they change, so in a calm market for minutes not; what it last traded at comes every second and says that bid
 * and ask still hold. Unless they are in doubt: a frame that told of them could not be read, or it has traded since far from where they are.
 */
final class Market {
    /** So far off bid and ask, in parts of 10,000. */
    private static final int FAR_BPS = 50, ALL = 10_000;

    private final String symbol;
    private final Outlet outlet;
    private long bidE8, askE8, lastE8;
    private long update, timeMicros;
    private boolean isInDoubt;
    private volatile long heardAt;

    Market(String symbol, Outlet outlet) {
        this.symbol = symbol;
        this.outlet = outlet;
        heardAt = System.nanoTime();
    }

    /** Another line begins: the exchange may count anew, and what it quotes now is not known yet. */
    synchronized void beginAgain() {
        update = 0;
        timeMicros = 0;
        bidE8 = 0;
        askE8 = 0;
        outlet.withdraw(symbol);
    }

    /** Takes it, unless it is older than what is known. */
    synchronized boolean take(Frame.Top top) {
        // Old by both measures: a count that began anew, or a clock that was put back, is no reason to go on with an
        // old price.
        if (top.update() <= update && top.timeMicros() <= timeMicros) return false;
        heardAt = System.nanoTime();
        update = top.update();
        timeMicros = top.timeMicros();
        bidE8 = top.bidE8();
        askE8 = top.askE8();
        isInDoubt = false;
        if (hasPrice()) show(top.timeMicros());
        else outlet.withdraw(symbol);
        return true;
    }

    synchronized void take(Frame.Last last) {
        boolean hasTraded = lastE8 > 0 && lastE8 != last.priceE8();
        lastE8 = last.priceE8();
        if (!hasPrice()) return;
        isInDoubt |= hasTraded && isFar(lastE8);
        if (isInDoubt) {
            outlet.traded(symbol, lastE8);
        } else {
            heardAt = System.nanoTime();
            show(last.timeMicros());
        }
    }

    /** A frame that told of bid and ask could not be read: whatever they are now, they are not what they were. */
    synchronized void missed() {
        isInDoubt = true;
    }

    private boolean isFar(long price) {
        return price < bidE8 - bidE8 / ALL * FAR_BPS || price > askE8 + askE8 / ALL * FAR_BPS;
    }

    /** Not when nobody bids, nobody offers, or somebody bids more than is asked: then the price of before is none either. */
    private boolean hasPrice() {
        return bidE8 > 0 && bidE8 < askE8;
    }

    /** While nothing has traded that was heard of, the middle stands for the last price. */
    private void show(long time) {
        long last = lastE8 > 0 ? lastE8 : bidE8 + (askE8 - bidE8) / 2;
        outlet.quote(symbol, new Quote(bidE8, askE8, last), time);
    }

    /** How long nothing was heard of what is bid and asked. */
    long silentNanos() {
        return System.nanoTime() - heardAt;
    }
}
