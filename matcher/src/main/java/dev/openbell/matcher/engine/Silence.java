package dev.openbell.matcher.engine;

/** Hears everything and says nothing: for a replay of what was told long ago, and for those who listen to one thing only. */
public class Silence implements Events {
    public static final Events INSTANCE = new Silence();

    @Override
    public void accountOpened(long account, boolean synthetic) {}

    @Override
    public void accountSuspended(long account) {}

    @Override
    public void accountResumed(long account) {}

    @Override
    public void limitsSet(long account, Limits limits) {}

    @Override
    public void instrumentListed(Instrument instrument) {}

    @Override
    public void instrumentHalted(String symbol) {}

    @Override
    public void instrumentResumed(String symbol) {}

    @Override
    public void rulesSet(int version) {}

    @Override
    public void orderPlaced(Order order) {}

    @Override
    public void traded(Trade trade, Order maker, long makerFee, Order taker, long takerFee) {}

    @Override
    public void orderAmended(Order order) {}

    @Override
    public void orderTriggered(Order order) {}

    @Override
    public void orderClosed(Order order) {}

    @Override
    public void commandRefused(long account, Refused refused, String key) {}

    @Override
    public void cancelAfterSet(long account, long strikesAt) {}

    @Override
    public void ledgerPosted(long account, String asset, long amount, long balance, LedgerKind kind, long reference) {}

    @Override
    public void balanceChanged(long account, String asset, long available, long held, long margin) {}

    @Override
    public void levelChanged(String instrument, Side side, long price, long quantity, int orders) {}

    @Override
    public void positionChanged(PositionChange change, Position position, long gap) {}

    @Override
    public void priceMarked(CfdPrice price) {}
}
