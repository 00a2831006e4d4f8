package dev.openbell.matcher.recover;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.BookLevelChanged;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.OwnedOrder;
import dev.openbell.events.v1.PositionChange;
import dev.openbell.events.v1.PositionChanged;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentStatus;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.PositionStatus;
import dev.openbell.trading.v1.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the event log has told the world: how each order, wallet and price was left by its last event. */
final class Heard {
    /** Which commands are gone, so that what came of them is news to the market that is left. */
    interface Lost {
        boolean command(long logEpoch, long offset);
    }

    record Price(String instrument, Side side, long price) {
        static Price of(BookLevelChanged change) {
            return new Price(
                    change.getInstrument(), change.getSide(), change.getLevel().getPriceE8());
        }
    }

    final Map<String, Instrument> instruments = new LinkedHashMap<>();
    final Map<String, OwnedOrder> openOrders = new LinkedHashMap<>();
    final Map<String, PositionChanged> openPositions = new LinkedHashMap<>();
    final Map<String, CfdPrice> marks = new LinkedHashMap<>();
    final Map<Price, BookLevel> book = new LinkedHashMap<>();
    final Map<Wallet, Balance> balances = new TreeMap<>();

    /** What came of lost commands, in the last epoch: what was lost before has been stated already. */
    final List<MarketEvent> lost = new ArrayList<>();

    private final Lost isLost;
    private final boolean remembersCommands;
    private final Map<Wallet, Long> totals = new TreeMap<>();
    private final TreeMap<Long, Long> placed = new TreeMap<>();
    private final TreeMap<Long, Long> opened = new TreeMap<>();
    private final TreeMap<Long, Long> epochs = new TreeMap<>();
    private long first, last;
    private long lastOrder, lastTrade, lastPosition;

    /** @param remembersCommands whether it will be asked which order came of which command */
    Heard(Lost isLost, boolean remembersCommands) {
        this.isLost = isLost;
        this.remembersCommands = remembersCommands;
    }

    /** Of a log that nobody asks about. */
    static Heard nothing() {
        return new Heard((epoch, offset) -> false, false);
    }

    /** Takes the next record. What was heard before is passed over. */
    void add(MarketEvents record) {
        if (record.getLastSequence() <= last) return;
        boolean follows = last == 0 || record.getFirstSequence() <= last + 1;
        if (!epochs.containsKey(record.getLogEpoch())) begin(record.getLogEpoch(), record.getCommandOffset());
        else if (!follows) {
            throw new CannotRecover("The event log has a gap: after event %d comes event %d"
                    .formatted(last, record.getFirstSequence()));
        }
        if (first == 0) first = record.getFirstSequence();
        boolean news = isLost.command(record.getLogEpoch(), record.getCommandOffset());
        long sequence = record.getFirstSequence();
        for (var event : record.getEventsList()) {
            if (sequence++ <= last) continue;
            add(event, record.getCommandOffset());
            if (news) lost.add(event);
        }
        last = record.getLastSequence();
    }

    /** From here on the log's offsets are other commands'. */
    private void begin(long epoch, long offset) {
        epochs.put(epoch, offset);
        placed.tailMap(offset).clear();
        opened.tailMap(offset).clear();
        lost.clear();
    }

    private void add(MarketEvent event, long offset) {
        OwnedOrder.toldBy(event).forEach(this::add);
        switch (event.getEventCase()) {
            case INSTRUMENT_LISTED -> {
                var instrument = event.getInstrumentListed().getInstrument();
                instruments.put(instrument.getSymbol(), instrument);
            }
            case INSTRUMENT_HALTED ->
                status(event.getInstrumentHalted().getSymbol(), InstrumentStatus.INSTRUMENT_HALTED);
            case INSTRUMENT_RESUMED ->
                status(event.getInstrumentResumed().getSymbol(), InstrumentStatus.INSTRUMENT_OPEN);
            case ORDER_PLACED -> {
                var order = event.getOrderPlaced().getOrder();
                if (remembersCommands) placed.put(offset, Ids.parse(order.getOrderId()));
            }
            case TRADED -> {
                var trade = event.getTraded().getTrade();
                lastTrade = Math.max(lastTrade, Ids.parse(trade.getTradeId()));
            }
            case LEDGER_POSTED -> {
                var posted = event.getLedgerPosted();
                totals.put(Wallet.of(posted.getAccount(), posted.getAsset()), posted.getBalanceE8());
            }
            case BALANCE_CHANGED -> {
                var changed = event.getBalanceChanged();
                balances.put(
                        Wallet.of(changed.getAccount(), changed.getBalance().getAsset()), changed.getBalance());
            }
            case BOOK_LEVEL_CHANGED -> {
                var change = event.getBookLevelChanged();
                if (change.getLevel().getQuantityE8() == 0) book.remove(Price.of(change));
                else book.put(Price.of(change), change.getLevel());
            }
            case POSITION_CHANGED -> add(event.getPositionChanged(), offset);
            case PRICE_MARKED -> {
                var price = event.getPriceMarked().getPrice();
                marks.put(price.getSymbol(), price);
            }
            default -> {} // Nobody keeps these but the engine.
        }
    }

    private void status(String symbol, InstrumentStatus status) {
        instruments.computeIfPresent(
                symbol, (same, listed) -> listed.toBuilder().setStatus(status).build());
    }

    private void add(OwnedOrder owned) {
        var id = owned.order().getOrderId();
        lastOrder = Math.max(lastOrder, Ids.parse(id));
        if (isOpen(owned.order().getStatus())) openOrders.put(id, owned);
        else openOrders.remove(id);
    }

    private void add(PositionChanged changed, long offset) {
        var position = changed.getPosition();
        long number = Ids.parse(position.getPositionId());
        lastPosition = Math.max(lastPosition, number);
        if (remembersCommands && changed.getChange() == PositionChange.POSITION_OPENED) opened.put(offset, number);
        if (position.getStatus() == PositionStatus.POSITION_OPEN) openPositions.put(position.getPositionId(), changed);
        else openPositions.remove(position.getPositionId());
    }

    private static boolean isOpen(OrderStatus status) {
        return status == OrderStatus.WAITING || status == OrderStatus.OPEN || status == OrderStatus.PARTIALLY_FILLED;
    }

    /**
     * What an account was last said to own.
     *
     * @param otherwise where that was said in a part of the log that is no longer kept
     */
    long total(Wallet wallet, long otherwise) {
        return totals.getOrDefault(wallet, first <= 1 ? 0 : otherwise);
    }

    /** What each account and pocket was last said to own. */
    Map<Wallet, Long> totals() {
        return totals;
    }

    /** The number of the last event; 0 in an empty log. */
    long last() {
        return last;
    }

    long lastOrder() {
        return lastOrder;
    }

    long lastTrade() {
        return lastTrade;
    }

    long lastPosition() {
        return lastPosition;
    }

    long logEpoch() {
        return epochs.isEmpty() ? 0 : epochs.lastKey();
    }

    /** From this offset on the command log holds other commands than in this epoch: a later one has begun there. */
    long overwrittenFrom(long epoch) {
        return epochs.tailMap(epoch, false).values().stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** The order that was told to have come of this command, if one was. */
    @Nullable
    Long placedBy(long offset) {
        return placed.get(offset);
    }

    /** The position that was told to have been opened by this command, if one was. */
    @Nullable
    Long openedBy(long offset) {
        return opened.get(offset);
    }
}
