package dev.openbell.stream.floor;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.Traded;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.stream.book.BookImage;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.Liquidity;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderBook;
import dev.openbell.trading.v1.Trade;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log as it runs through the floor: each event once and in its order, called out in its pit and carried to the booths of its owners. */
final class Tape {
    private static final Logger log = LoggerFactory.getLogger(Tape.class);
    private static final long UNKNOWN = -1;

    private final Pits pits;
    private final Booths booths;

    private long epoch = UNKNOWN;
    private long sequence = UNKNOWN;
    private boolean midCommand;

    Tape(Pits pits, Booths booths) {
        this.pits = pits;
        this.booths = booths;
    }

    /** What comes next are the events after these books. One that some of them have already does nothing to those. */
    void begin(List<OrderBook> books) {
        sequence = books.stream().mapToLong(OrderBook::getSequence).min().orElse(UNKNOWN);
        midCommand = false;
    }

    boolean hasBegun() {
        return sequence != UNKNOWN;
    }

    /** The last event. */
    long sequence() {
        return sequence;
    }

    boolean isMidCommand() {
        return midCommand;
    }

    /** @throws LogBroken when the record does not follow on what came before */
    void take(MarketEvents record) {
        if (record.getLogEpoch() > epoch) beginEpoch(record.getLogEpoch());
        if (record.getLastSequence() <= sequence) return;
        if (record.getLogEpoch() < epoch) {
            log.error(
                    "Event {} is of log epoch {}, which is over, and is not believed",
                    record.getFirstSequence(),
                    record.getLogEpoch());
            return;
        }
        if (record.getFirstSequence() > sequence + 1) {
            throw new LogBroken("after event " + sequence + " comes event " + record.getFirstSequence());
        }
        long number = record.getFirstSequence();
        for (var event : record.getEventsList()) {
            if (number > sequence) happened(event, number, record);
            number++;
        }
        sequence = record.getLastSequence();
        midCommand = !record.getLastPart();
    }

    /** Something was lost, and the market goes on with what is left: whatever was known of it may be wrong. */
    private void beginEpoch(long next) {
        boolean first = epoch == UNKNOWN;
        epoch = next;
        if (!first) throw new LogBroken("log epoch " + next + " has begun");
    }

    private void happened(MarketEvent event, long number, MarketEvents record) {
        switch (event.getEventCase()) {
            case INSTRUMENT_LISTED -> {
                var pit = pits.list(event.getInstrumentListed().getInstrument());
                if (pit.instrument.getKind() == InstrumentKind.SPOT && !pit.hasBook()) {
                    pit.begin(BookImage.empty(number));
                }
            }
            case BOOK_LEVEL_CHANGED -> {
                var change = event.getBookLevelChanged();
                pits.of(change.getInstrument()).book().apply(number, change);
            }
            case TRADED -> traded(event.getTraded(), number, record);
            case ORDER_PLACED -> {
                var placed = event.getOrderPlaced();
                orderChanged(placed.getAccount(), placed.getOrder(), number, record);
            }
            case ORDER_AMENDED -> {
                var amended = event.getOrderAmended();
                orderChanged(amended.getAccount(), amended.getOrder(), number, record);
            }
            case ORDER_TRIGGERED -> {
                var triggered = event.getOrderTriggered();
                orderChanged(triggered.getAccount(), triggered.getOrder(), number, record);
            }
            case ORDER_CLOSED -> {
                var closed = event.getOrderClosed();
                orderChanged(closed.getAccount(), closed.getOrder(), number, record);
            }
            case COMMAND_REFUSED -> {
                var refused = event.getCommandRefused();
                booths.tell(
                        refused.getAccount(),
                        Channel.ORDERS,
                        number,
                        () -> new ToClient.OrderRejected(refused, commandId(record), number));
            }
            case BALANCE_CHANGED -> {
                var changed = event.getBalanceChanged();
                booths.tell(
                        changed.getAccount(),
                        Channel.ACCOUNT,
                        number,
                        () -> new ToClient.BalanceMoved(changed.getBalance(), number));
            }
            default -> {} // No channel tells of it.
        }
    }

    private void traded(Traded traded, long number, MarketEvents record) {
        var trade = traded.getTrade();
        var pit = pits.of(trade.getInstrument());
        pit.shout(trade);
        var feeAsset = pit.instrument.getQuote();
        filled(trade, traded.getMaker(), Liquidity.MAKER, feeAsset, number, record);
        filled(trade, traded.getTaker(), Liquidity.TAKER, feeAsset, number, record);
    }

    private void filled(
            Trade trade, TradedSide own, Liquidity liquidity, String feeAsset, long number, MarketEvents record) {
        booths.tell(
                own.getAccount(),
                Channel.ORDERS,
                number,
                () -> new ToClient.Filled(trade, own, liquidity, feeAsset, number));
        orderChanged(own.getAccount(), own.getOrder(), number, record);
    }

    private void orderChanged(String account, Order order, long number, MarketEvents record) {
        booths.tell(account, Channel.ORDERS, number, () -> new ToClient.OrderChanged(order, commandId(record), number));
    }

    /** Where the command stands in the log, written as the matcher's answers write it. */
    private static String commandId(MarketEvents record) {
        return Ids.ofShard(record.getShard(), record.getCommandOffset());
    }
}
