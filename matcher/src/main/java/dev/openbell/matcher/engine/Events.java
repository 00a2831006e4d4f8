package dev.openbell.matcher.engine;

/**
 * What has happened, told as it happens. Complete in itself, and never taken back.
 *
 * <p>An {@link Order} or a {@link Position} that is told of is the engine's own view of it, good for as long as the call lasts: who keeps something copies it.
 */
public interface Events {
    void accountOpened(long account, boolean synthetic);

    void accountSuspended(long account);

    void accountResumed(long account);

    void limitsSet(long account, Limits limits);

    void instrumentListed(Instrument instrument);

    void instrumentHalted(String symbol);

    void instrumentResumed(String symbol);

    void rulesSet(int version);

    /** An order was accepted; its trades, if it made any, follow. */
    void orderPlaced(Order order);

    /** Two orders traded: the one that rested and the one that came in, each as it stands after the trade. */
    void traded(Trade trade, Order maker, long makerFee, Order taker, long takerFee);

    void orderAmended(Order order);

    /** A stop's time came. */
    void orderTriggered(Order order);

    /** Cancelled, expired, or (a stop) rejected; the order says which and why. Being filled is told by the trade alone. */
    void orderClosed(Order order);

    /** Nothing happened but this answer. */
    void commandRefused(long account, Refused refused, String key);

    /**
     * The dead-man's switch was set, has struck, or was switched off.
     *
     * @param strikesAt 0: it is off
     */
    void cancelAfterSet(long account, long strikesAt);

    /** Money moved into or out of a wallet, or one of the house's pockets. */
    void ledgerPosted(long account, String asset, long amount, long balance, LedgerKind kind, long reference);

    /** How an asset of a wallet stands after the command; once per command and asset. */
    void balanceChanged(long account, String asset, long available, long held, long margin);

    /** How a price of a book stands after the command; once per command and price. Quantity 0: the price is gone. */
    void levelChanged(String instrument, Side side, long price, long quantity, int orders);

    /**
     * What became of a position, which is shown as it stands afterwards.
     *
     * @param gap what the house had to add because the price went past the margin at once
     */
    void positionChanged(PositionChange change, Position position, long gap);

    /** From now on the positions of a symbol are marked at these prices. */
    void priceMarked(CfdPrice price);
}
