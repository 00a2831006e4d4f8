package dev.openbell.matcher.engine;

import java.util.ArrayList;
import java.util.List;

/** Writes down all that the engine tells. */
final class Notebook implements Events {
    final List<Told> notes = new ArrayList<>();

    @Override
    public void accountOpened(long account, boolean synthetic) {
        notes.add(new Told.AccountOpened(account, synthetic));
    }

    @Override
    public void accountSuspended(long account) {
        notes.add(new Told.AccountSuspended(account));
    }

    @Override
    public void accountResumed(long account) {
        notes.add(new Told.AccountResumed(account));
    }

    @Override
    public void limitsSet(long account, Limits limits) {
        notes.add(new Told.LimitsSet(account, limits));
    }

    @Override
    public void instrumentListed(Instrument instrument) {
        notes.add(new Told.InstrumentListed(instrument));
    }

    @Override
    public void instrumentHalted(String symbol) {
        notes.add(new Told.InstrumentHalted(symbol));
    }

    @Override
    public void instrumentResumed(String symbol) {
        notes.add(new Told.InstrumentResumed(symbol));
    }

    @Override
    public void rulesSet(int version) {
        notes.add(new Told.RulesSet(version));
    }

    @Override
    public void orderPlaced(Order order) {
        notes.add(new Told.OrderPlaced(OrderSheet.of(order)));
    }

    @Override
    public void traded(Trade trade, Order maker, long makerFee, Order taker, long takerFee) {
        notes.add(new Told.Traded(trade, OrderSheet.of(maker), makerFee, OrderSheet.of(taker), takerFee));
    }

    @Override
    public void orderAmended(Order order) {
        notes.add(new Told.OrderAmended(OrderSheet.of(order)));
    }

    @Override
    public void orderTriggered(Order order) {
        notes.add(new Told.OrderTriggered(OrderSheet.of(order)));
    }

    @Override
    public void orderClosed(Order order) {
        notes.add(new Told.OrderClosed(OrderSheet.of(order)));
    }

    @Override
    public void commandRefused(long account, Refused refused, String key) {
        notes.add(new Told.CommandRefused(account, refused, key));
    }

    @Override
    public void cancelAfterSet(long account, long strikesAt) {
        notes.add(new Told.CancelAfterSet(account, strikesAt));
    }

    @Override
    public void ledgerPosted(long account, String asset, long amount, long balance, LedgerKind kind, long reference) {
        notes.add(new Told.Posted(account, asset, amount, balance, kind, reference));
    }

    @Override
    public void balanceChanged(long account, String asset, long available, long held, long margin) {
        notes.add(new Told.BalanceChanged(account, new Balance(asset, available, held, margin)));
    }

    @Override
    public void levelChanged(String instrument, Side side, long price, long quantity, int orders) {
        notes.add(new Told.LevelChanged(instrument, side, new BookLevel(price, quantity, orders)));
    }

    @Override
    public void positionChanged(PositionChange change, Position position, long gap) {
        notes.add(new Told.PositionChanged(change, PositionSheet.of(position), gap));
    }

    @Override
    public void priceMarked(CfdPrice price) {
        notes.add(new Told.PriceMarked(price));
    }
}
