package dev.openbell.history.market;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.BalanceChanged;
import dev.openbell.events.v1.LedgerPosted;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.Traded;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.history.database.Words;
import dev.openbell.history.log.Gap;
import dev.openbell.history.log.Halt;
import dev.openbell.history.log.Position;
import dev.openbell.history.positions.Positions;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentStatus;
import dev.openbell.trading.v1.Liquidity;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.Trade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that some records of the event log come to. What only grows is listed; of what changes (an order, a balance) only the last
 * state is kept, so a busy order costs one write.
 */
final class Batch {
    private static final String PLACED = "placed";

    /**
     * An order as it stands after the event with this number.
     *
     * @param isNew whether it was placed by one of these events: then no table knows it
     */
    record OrderState(String account, Order order, long sequence, boolean isNew) {}

    /** @param tradeId empty unless the order traded */
    record OrderEvent(Order after, long sequence, long timeMicros, String kind, String tradeId) {}

    record TradeDone(Trade trade, long sequence) {}

    record Fill(TradedSide side, Liquidity liquidity, Trade trade, long sequence) {}

    record LedgerEntry(String entryId, LedgerPosted posting, long timeMicros) {}

    record BalanceState(String account, Balance balance, long sequence) {}

    record Listing(Instrument instrument, long sequence) {}

    record StatusChange(String symbol, InstrumentStatus status, long sequence) {}

    record Wallet(String account, String asset) {}

    final Map<String, OrderState> orders = new LinkedHashMap<>();
    final List<OrderEvent> orderEvents = new ArrayList<>();
    final List<TradeDone> trades = new ArrayList<>();
    final List<Fill> fills = new ArrayList<>();
    final List<LedgerEntry> ledger = new ArrayList<>();
    final Map<Wallet, BalanceState> balances = new LinkedHashMap<>();
    final Map<String, Listing> listings = new LinkedHashMap<>();
    final List<StatusChange> statusChanges = new ArrayList<>();
    final Positions positions;

    final int shard;
    private Position position;
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;

    Batch(int shard, Position position) {
        this.shard = shard;
        this.positions = new Positions(shard);
        this.position = position;
    }

    /** Where the log stands once these rows are written. */
    Position position() {
        return position;
    }

    /** The time of the oldest of these events. */
    long firstTime() {
        return firstTime;
    }

    long lastTime() {
        return lastTime;
    }

    /**
     * Adds what this record has of new. Events that were seen before are dropped: two matchers that own the shard at once publish the
     * same ones twice.
     *
     * @throws Gap it does not follow what was seen last
     * @throws Halt it is of another log
     */
    void add(long offset, MarketEvents events) {
        checkThatItFollows(offset, events);
        cover(events.getTimeMicros());
        long sequence = events.getFirstSequence();
        for (var event : events.getEventsList()) {
            if (sequence > position.lastSequence()) add(sequence, events.getTimeMicros(), event);
            sequence++;
        }
        long last = Math.max(position.lastSequence(), sequence - 1);
        long epoch = Math.max(position.logEpoch(), events.getLogEpoch());
        position = new Position(position.topicId(), epoch, offset + 1, last);
    }

    private void cover(long time) {
        firstTime = Math.min(firstTime, time);
        lastTime = Math.max(lastTime, time);
    }

    private void checkThatItFollows(long offset, MarketEvents events) {
        if (events.getShard() != shard) {
            throw new Halt("The record at offset %d belongs to shard %d".formatted(offset, events.getShard()));
        }
        if (position.lastSequence() == 0 || events.getLogEpoch() == position.logEpoch()) {
            checkThatNothingIsMissing(offset, events);
        } else if (events.getLogEpoch() > position.logEpoch()) {
            checkThatItBegins(offset, events);
        } else if (events.getLastSequence() > position.lastSequence()) {
            throw new Halt("The record at offset %d has news of log epoch %d, which is over: this is %d"
                    .formatted(offset, events.getLogEpoch(), position.logEpoch()));
        }
    }

    private void checkThatNothingIsMissing(long offset, MarketEvents events) {
        if (events.getFirstSequence() <= position.lastSequence() + 1) return;
        if (position.lastSequence() == 0) {
            throw new Gap("The log begins with event %d: what was before is trimmed, and a backup of the tables has it"
                    .formatted(events.getFirstSequence()));
        }
        throw new Gap("There is a gap: event %d is missing, the record at offset %d begins with event %d"
                .formatted(position.lastSequence() + 1, offset, events.getFirstSequence()));
    }

    /** A new epoch begins with how everything stands, and leaves numbers out that may have been told of something that is lost. */
    private void checkThatItBegins(long offset, MarketEvents events) {
        if (events.getPart() > 0) checkThatNothingIsMissing(offset, events);
        if (events.getFirstSequence() > position.lastSequence()) return;
        throw new Halt("Log epoch %d begins at offset %d with event %d, and the tables go to event %d"
                .formatted(events.getLogEpoch(), offset, events.getFirstSequence(), position.lastSequence()));
    }

    private void add(long sequence, long time, MarketEvent event) {
        switch (event.getEventCase()) {
            case INSTRUMENT_LISTED -> {
                var instrument = event.getInstrumentListed().getInstrument();
                listings.put(instrument.getSymbol(), new Listing(instrument, sequence));
            }
            case INSTRUMENT_HALTED ->
                statusChanges.add(new StatusChange(
                        event.getInstrumentHalted().getSymbol(), InstrumentStatus.INSTRUMENT_HALTED, sequence));
            case INSTRUMENT_RESUMED ->
                statusChanges.add(new StatusChange(
                        event.getInstrumentResumed().getSymbol(), InstrumentStatus.INSTRUMENT_OPEN, sequence));
            case ORDER_PLACED -> {
                var placed = event.getOrderPlaced();
                order(placed.getAccount(), new OrderEvent(placed.getOrder(), sequence, time, PLACED, ""));
            }
            case ORDER_AMENDED -> {
                var amended = event.getOrderAmended();
                order(amended.getAccount(), new OrderEvent(amended.getOrder(), sequence, time, "amended", ""));
            }
            case ORDER_TRIGGERED -> {
                var triggered = event.getOrderTriggered();
                order(triggered.getAccount(), new OrderEvent(triggered.getOrder(), sequence, time, "triggered", ""));
            }
            case ORDER_CLOSED -> {
                var closed = event.getOrderClosed();
                var how = Words.of(closed.getOrder().getStatus()); // cancelled, expired, rejected
                order(closed.getAccount(), new OrderEvent(closed.getOrder(), sequence, time, how, ""));
            }
            case TRADED -> trade(sequence, time, event.getTraded());
            case LEDGER_POSTED ->
                ledger.add(new LedgerEntry(Ids.ofShard(shard, sequence), event.getLedgerPosted(), time));
            case BALANCE_CHANGED -> balance(sequence, event.getBalanceChanged());
            case POSITION_CHANGED -> positions.changed(event.getPositionChanged(), sequence, time);
            case PRICE_MARKED -> positions.marked(event.getPriceMarked().getPrice(), sequence, time);
            // These have no tables: they are the live market's, or the engine's own.
            case ACCOUNT_OPENED,
                    COMMAND_REFUSED,
                    BOOK_LEVEL_CHANGED,
                    CANCEL_AFTER_SET,
                    ACCOUNT_SUSPENDED,
                    ACCOUNT_RESUMED,
                    RULES_SET,
                    LIMITS_SET -> {}
            case EVENT_NOT_SET ->
                throw new Halt("Event %d is of a kind that this version does not know".formatted(sequence));
        }
    }

    private void order(String account, OrderEvent event) {
        var id = event.after.getOrderId();
        var before = orders.get(id);
        boolean isNew = before == null ? event.kind.equals(PLACED) : before.isNew;
        orders.put(id, new OrderState(account, event.after, event.sequence, isNew));
        orderEvents.add(event);
    }

    private void trade(long sequence, long time, Traded traded) {
        var trade = traded.getTrade();
        cover(trade.getTimestampMicros());
        trades.add(new TradeDone(trade, sequence));
        side(traded.getMaker(), Liquidity.MAKER, trade, sequence, time);
        side(traded.getTaker(), Liquidity.TAKER, trade, sequence, time);
    }

    private void side(TradedSide side, Liquidity liquidity, Trade trade, long sequence, long time) {
        order(side.getAccount(), new OrderEvent(side.getOrder(), sequence, time, "traded", trade.getTradeId()));
        fills.add(new Fill(side, liquidity, trade, sequence));
        positions.traded(side, trade, sequence);
    }

    private void balance(long sequence, BalanceChanged changed) {
        var wallet = new Wallet(changed.getAccount(), changed.getBalance().getAsset());
        balances.put(wallet, new BalanceState(changed.getAccount(), changed.getBalance(), sequence));
    }
}
