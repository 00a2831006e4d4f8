package dev.openbell.stream.floor;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.PositionChanged;
import dev.openbell.events.v1.Traded;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.stream.book.BookImage;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.Fill;
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
    private final Screens screens;
    private final Booths booths;

    private long epoch = UNKNOWN;
    private long sequence = UNKNOWN;
    private long time;
    private boolean midCommand;

    Tape(Pits pits, Screens screens, Booths booths) {
        this.pits = pits;
        this.screens = screens;
        this.booths = booths;
    }

    /** What comes next are the events after these books. One that some of them have already does nothing to those. */
    void begin(List<OrderBook> books) {
        sequence = books.stream().mapToLong(OrderBook::getSequence).min().orElse(UNKNOWN);
        time = books.stream().mapToLong(OrderBook::getTimestampMicros).min().orElse(0);
        midCommand = false;
    }

    boolean hasBegun() {
        return sequence != UNKNOWN;
    }

    /** The last event. */
    long sequence() {
        return sequence;
    }

    /** The engine's time, in microseconds. What comes next is not older. */
    long time() {
        return time;
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
        time = record.getTimeMicros();
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
            case BOOK_LEVEL_CHANGED -> pits.changed(number, event.getBookLevelChanged());
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
            case POSITION_CHANGED -> {
                var changed = event.getPositionChanged();
                booths.tell(
                        changed.getAccount(),
                        Channel.ACCOUNT,
                        number,
                        () -> new ToClient.PositionMoved(changed.getPosition(), reasonOf(changed), number));
            }
            case PRICE_MARKED -> booths.marked(event.getPriceMarked().getPrice());
            default -> {} // No channel tells of it.
        }
    }

    private void traded(Traded traded, long number, MarketEvents record) {
        var trade = traded.getTrade();
        pits.traded(trade);
        screens.traded(trade);
        var feeAsset = pits.of(trade.getInstrument()).instrument.getQuote();
        filled(trade, traded.getMaker(), Liquidity.MAKER, feeAsset, number, record);
        filled(trade, traded.getTaker(), Liquidity.TAKER, feeAsset, number, record);
    }

    private void filled(
            Trade trade, TradedSide own, Liquidity liquidity, String feeAsset, long number, MarketEvents record) {
        booths.tell(
                own.getAccount(),
                Channel.ORDERS,
                number,
                () -> new ToClient.Filled(fill(trade, own, liquidity, feeAsset), number));
        orderChanged(own.getAccount(), own.getOrder(), number, record);
    }

    private static Fill fill(Trade trade, TradedSide own, Liquidity liquidity, String feeAsset) {
        return Fill.newBuilder()
                .setTradeId(trade.getTradeId())
                .setOrderId(own.getOrder().getOrderId())
                .setInstrument(trade.getInstrument())
                .setSide(own.getOrder().getSide())
                .setPriceE8(trade.getPriceE8())
                .setQuantityE8(trade.getQuantityE8())
                .setTakerSide(trade.getTakerSide())
                .setLiquidity(liquidity)
                .setFeeE8(own.getFeeE8())
                .setFeeAsset(feeAsset)
                .setSynthetic(trade.getSynthetic())
                .setTimestampMicros(trade.getTimestampMicros())
                .build();
    }

    /** What was done to a position, in the contract's words; one that ended says itself how. */
    private static String reasonOf(PositionChanged changed) {
        return switch (changed.getChange()) {
            case POSITION_OPENED -> "opened";
            case POSITION_AMENDED -> "amended";
            case MARGIN_CALLED -> "margin_call";
            default ->
                switch (changed.getPosition().getCloseReason()) {
                    case STOP_LOSS -> "stop_loss";
                    case TAKE_PROFIT -> "take_profit";
                    case TRAILING_STOP -> "trailing_stop";
                    case LIQUIDATED -> "liquidated";
                    default -> "closed";
                };
        };
    }

    private void orderChanged(String account, Order order, long number, MarketEvents record) {
        booths.tell(account, Channel.ORDERS, number, () -> new ToClient.OrderChanged(order, commandId(record), number));
    }

    /** Where the command stands in the log, written as the matcher's answers write it. */
    private static String commandId(MarketEvents record) {
        return Ids.ofShard(record.getShard(), record.getCommandOffset());
    }
}
