package dev.openbell.matcher.log;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.AccountOpened;
import dev.openbell.events.v1.AccountResumed;
import dev.openbell.events.v1.AccountSuspended;
import dev.openbell.events.v1.BalanceChanged;
import dev.openbell.events.v1.BookLevelChanged;
import dev.openbell.events.v1.CancelAfterSet;
import dev.openbell.events.v1.CommandRefused;
import dev.openbell.events.v1.InstrumentHalted;
import dev.openbell.events.v1.InstrumentListed;
import dev.openbell.events.v1.InstrumentResumed;
import dev.openbell.events.v1.LedgerPosted;
import dev.openbell.events.v1.LimitsSet;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.OrderAmended;
import dev.openbell.events.v1.OrderClosed;
import dev.openbell.events.v1.OrderPlaced;
import dev.openbell.events.v1.OrderTriggered;
import dev.openbell.events.v1.PositionChanged;
import dev.openbell.events.v1.PriceMarked;
import dev.openbell.events.v1.RulesSet;
import dev.openbell.events.v1.Traded;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.matcher.engine.Balance;
import dev.openbell.matcher.engine.BookLevel;
import dev.openbell.matcher.engine.CfdPrice;
import dev.openbell.matcher.engine.Events;
import dev.openbell.matcher.engine.Instrument;
import dev.openbell.matcher.engine.LedgerKind;
import dev.openbell.matcher.engine.Limits;
import dev.openbell.matcher.engine.Order;
import dev.openbell.matcher.engine.Position;
import dev.openbell.matcher.engine.PositionChange;
import dev.openbell.matcher.engine.Refused;
import dev.openbell.matcher.engine.Side;
import dev.openbell.matcher.engine.Trade;
import java.util.ArrayList;
import java.util.List;

/** Writes down what happens in the words of the event log. */
public final class Reporter implements Events {
    private List<MarketEvent> reported = new ArrayList<>();

    /** What has been reported since the last time. */
    public List<MarketEvent> take() {
        var taken = reported;
        reported = new ArrayList<>();
        return taken;
    }

    private void report(MarketEvent.Builder event) {
        reported.add(event.build());
    }

    @Override
    public void accountOpened(long account, boolean synthetic) {
        report(MarketEvent.newBuilder()
                .setAccountOpened(
                        AccountOpened.newBuilder().setAccount(Ids.text(account)).setSynthetic(synthetic)));
    }

    @Override
    public void accountSuspended(long account) {
        report(MarketEvent.newBuilder()
                .setAccountSuspended(AccountSuspended.newBuilder().setAccount(Ids.text(account))));
    }

    @Override
    public void accountResumed(long account) {
        report(MarketEvent.newBuilder()
                .setAccountResumed(AccountResumed.newBuilder().setAccount(Ids.text(account))));
    }

    @Override
    public void limitsSet(long account, Limits limits) {
        report(MarketEvent.newBuilder()
                .setLimitsSet(LimitsSet.newBuilder()
                        .setAccount(Ids.text(account))
                        .setOpenOrdersPerInstrument(limits.ordersPerInstrument())
                        .setPositions(limits.positions())
                        .setOpenNotionalE8(limits.openNotional())));
    }

    @Override
    public void instrumentListed(Instrument instrument) {
        report(MarketEvent.newBuilder()
                .setInstrumentListed(InstrumentListed.newBuilder().setInstrument(Shapes.instrument(instrument))));
    }

    @Override
    public void instrumentHalted(String symbol) {
        report(MarketEvent.newBuilder()
                .setInstrumentHalted(InstrumentHalted.newBuilder().setSymbol(symbol)));
    }

    @Override
    public void instrumentResumed(String symbol) {
        report(MarketEvent.newBuilder()
                .setInstrumentResumed(InstrumentResumed.newBuilder().setSymbol(symbol)));
    }

    @Override
    public void rulesSet(int version) {
        report(MarketEvent.newBuilder().setRulesSet(RulesSet.newBuilder().setRulesVersion(version)));
    }

    @Override
    public void orderPlaced(Order order) {
        report(MarketEvent.newBuilder()
                .setOrderPlaced(OrderPlaced.newBuilder()
                        .setAccount(Ids.text(order.account()))
                        .setOrder(Shapes.order(order))));
    }

    @Override
    public void traded(Trade trade, Order maker, long makerFee, Order taker, long takerFee) {
        report(MarketEvent.newBuilder()
                .setTraded(Traded.newBuilder()
                        .setTrade(Shapes.trade(trade))
                        .setMaker(side(maker, makerFee))
                        .setTaker(side(taker, takerFee))));
    }

    private static TradedSide side(Order order, long fee) {
        return TradedSide.newBuilder()
                .setAccount(Ids.text(order.account()))
                .setOrder(Shapes.order(order))
                .setFeeE8(fee)
                .build();
    }

    @Override
    public void orderAmended(Order order) {
        report(MarketEvent.newBuilder()
                .setOrderAmended(OrderAmended.newBuilder()
                        .setAccount(Ids.text(order.account()))
                        .setOrder(Shapes.order(order))));
    }

    @Override
    public void orderTriggered(Order order) {
        report(MarketEvent.newBuilder()
                .setOrderTriggered(OrderTriggered.newBuilder()
                        .setAccount(Ids.text(order.account()))
                        .setOrder(Shapes.order(order))));
    }

    @Override
    public void orderClosed(Order order) {
        report(MarketEvent.newBuilder()
                .setOrderClosed(OrderClosed.newBuilder()
                        .setAccount(Ids.text(order.account()))
                        .setOrder(Shapes.order(order))));
    }

    @Override
    public void commandRefused(long account, Refused refused, String key) {
        report(MarketEvent.newBuilder()
                .setCommandRefused(CommandRefused.newBuilder()
                        .setAccount(account > 0 ? Ids.text(account) : "")
                        .setCode(refused.code())
                        .setDetail(refused.detail())
                        .setIdempotencyKey(key)));
    }

    @Override
    public void cancelAfterSet(long account, long strikesAt) {
        report(MarketEvent.newBuilder()
                .setCancelAfterSet(CancelAfterSet.newBuilder()
                        .setAccount(Ids.text(account))
                        .setStrikesAtMicros(strikesAt)));
    }

    @Override
    public void ledgerPosted(long account, String asset, long amount, long balance, LedgerKind kind, long reference) {
        report(MarketEvent.newBuilder()
                .setLedgerPosted(LedgerPosted.newBuilder()
                        .setAccount(Shapes.account(account))
                        .setAsset(asset)
                        .setAmountE8(amount)
                        .setBalanceE8(balance)
                        .setKind(kind(kind))
                        .setReference(Ids.text(reference))));
    }

    @Override
    public void balanceChanged(long account, String asset, long available, long held, long margin) {
        report(MarketEvent.newBuilder()
                .setBalanceChanged(BalanceChanged.newBuilder()
                        .setAccount(Ids.text(account))
                        .setBalance(Shapes.balance(new Balance(asset, available, held, margin)))));
    }

    @Override
    public void levelChanged(String instrument, Side side, long price, long quantity, int orders) {
        report(MarketEvent.newBuilder()
                .setBookLevelChanged(BookLevelChanged.newBuilder()
                        .setInstrument(instrument)
                        .setSide(Shapes.side(side))
                        .setLevel(Shapes.level(new BookLevel(price, quantity, orders)))));
    }

    @Override
    public void positionChanged(PositionChange change, Position position, long gap) {
        report(MarketEvent.newBuilder()
                .setPositionChanged(PositionChanged.newBuilder()
                        .setAccount(Ids.text(position.account()))
                        .setChange(change(change))
                        .setPosition(Shapes.position(position))
                        .setGapE8(gap)));
    }

    private static dev.openbell.events.v1.PositionChange change(PositionChange change) {
        return switch (change) {
            case OPENED -> dev.openbell.events.v1.PositionChange.POSITION_OPENED;
            case AMENDED -> dev.openbell.events.v1.PositionChange.POSITION_AMENDED;
            case PARTLY_CLOSED -> dev.openbell.events.v1.PositionChange.POSITION_PARTLY_CLOSED;
            case ENDED -> dev.openbell.events.v1.PositionChange.POSITION_ENDED;
            case MARGIN_CALLED -> dev.openbell.events.v1.PositionChange.MARGIN_CALLED;
        };
    }

    @Override
    public void priceMarked(CfdPrice price) {
        report(MarketEvent.newBuilder().setPriceMarked(PriceMarked.newBuilder().setPrice(Shapes.price(price))));
    }

    private static dev.openbell.events.v1.LedgerKind kind(LedgerKind kind) {
        return switch (kind) {
            case GRANT -> dev.openbell.events.v1.LedgerKind.GRANT;
            case DEPOSIT -> dev.openbell.events.v1.LedgerKind.DEPOSIT;
            case TRADE -> dev.openbell.events.v1.LedgerKind.TRADE;
            case FEE -> dev.openbell.events.v1.LedgerKind.FEE;
            case CFD_PNL -> dev.openbell.events.v1.LedgerKind.CFD_PNL;
            case CFD_FEE -> dev.openbell.events.v1.LedgerKind.CFD_FEE;
            case FINANCING -> dev.openbell.events.v1.LedgerKind.FINANCING;
            case CORRECTION -> dev.openbell.events.v1.LedgerKind.CORRECTION;
        };
    }
}
