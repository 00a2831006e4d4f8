package dev.openbell.standalone.verify;

import dev.openbell.events.v1.LedgerPosted;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.Traded;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentStatus;
import dev.openbell.trading.v1.Order;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What each event leaves in the tables: one row, or some, as they stand right after it. */
final class Fold implements EventFold {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private final Consumer<Row> rows;
    private final CandleFold candles;
    private final Map<String, Instrument> instruments = new HashMap<>();
    private final Positions positions = new Positions();

    // Of the event that is folded now.
    private long shard;
    private long sequence;
    private long time;

    Fold(Consumer<Row> rows) {
        this.rows = rows;
        this.candles = new CandleFold(rows);
    }

    @Override
    public void add(MarketEvents events) {
        shard = events.getShard();
        sequence = events.getFirstSequence();
        time = events.getTimeMicros();
        for (var event : events.getEventsList()) {
            add(event);
            sequence++;
        }
    }

    private void add(MarketEvent event) {
        switch (event.getEventCase()) {
            case INSTRUMENT_LISTED -> instrument(event.getInstrumentListed().getInstrument());
            case INSTRUMENT_HALTED ->
                status(event.getInstrumentHalted().getSymbol(), InstrumentStatus.INSTRUMENT_HALTED);
            case INSTRUMENT_RESUMED ->
                status(event.getInstrumentResumed().getSymbol(), InstrumentStatus.INSTRUMENT_OPEN);
            case ORDER_PLACED -> {
                var placed = event.getOrderPlaced();
                order(placed.getAccount(), placed.getOrder(), "placed", null);
            }
            case ORDER_AMENDED -> {
                var amended = event.getOrderAmended();
                order(amended.getAccount(), amended.getOrder(), "amended", null);
            }
            case ORDER_TRIGGERED -> {
                var triggered = event.getOrderTriggered();
                order(triggered.getAccount(), triggered.getOrder(), "triggered", null);
            }
            case ORDER_CLOSED -> {
                var closed = event.getOrderClosed();
                order(
                        closed.getAccount(),
                        closed.getOrder(),
                        word(closed.getOrder().getStatus()),
                        null);
            }
            case TRADED -> {
                traded(event.getTraded());
                positions.rows(event.getTraded(), shard, sequence).forEach(rows);
            }
            case POSITION_CHANGED ->
                positions
                        .rows(event.getPositionChanged(), shard, sequence, time)
                        .forEach(rows);
            case PRICE_MARKED -> rows.accept(positions.row(event.getPriceMarked(), shard, sequence, time));
            case LEDGER_POSTED -> posted(event.getLedgerPosted());
            case BALANCE_CHANGED -> {
                var b = event.getBalanceChanged().getBalance();
                rows.accept(Row.of(
                        Table.BALANCES,
                        event.getBalanceChanged().getAccount(),
                        shard,
                        b.getAsset(),
                        b.getAvailableE8(),
                        b.getHeldE8(),
                        b.getMarginE8(),
                        b.getTotalE8(),
                        sequence));
            }
            // The live market's, or the engine's own: no table holds them.
            case ACCOUNT_OPENED,
                    ACCOUNT_SUSPENDED,
                    ACCOUNT_RESUMED,
                    BOOK_LEVEL_CHANGED,
                    CANCEL_AFTER_SET,
                    COMMAND_REFUSED,
                    LIMITS_SET,
                    RULES_SET -> {}
            case EVENT_NOT_SET ->
                throw new CannotVerify("Event %d is of a kind that this version does not know".formatted(sequence));
        }
    }

    private void status(String symbol, InstrumentStatus status) {
        var listed = instruments.get(symbol);
        if (listed == null)
            throw new BrokenLog("Event %d changes %s, which was never listed".formatted(sequence, symbol));
        instrument(listed.toBuilder().setStatus(status).build());
    }

    private void instrument(Instrument i) {
        instruments.put(i.getSymbol(), i);
        rows.accept(Row.of(
                Table.INSTRUMENTS,
                i.getSymbol(),
                word(i.getKind()),
                i.getBase(),
                i.getQuote(),
                i.getTickE8(),
                i.getLotE8(),
                i.getMinNotionalE8(),
                i.getPriceBandE8(),
                i.getCollarE8(),
                i.getMakerFeeE8(),
                i.getTakerFeeE8(),
                (long) i.getMaxLeverage(),
                i.getMaintenanceRateE8(),
                word(i.getStatus()),
                shard,
                sequence));
    }

    private void order(String account, Order o, String kind, @Nullable String trade) {
        rows.accept(Row.of(
                Table.ORDERS,
                o.getOrderId(),
                account,
                o.getIdempotencyKey(),
                o.getInstrument(),
                word(o.getSide()),
                word(o.getType()),
                word(o.getTimeInForce()),
                o.getPostOnly(),
                o.hasPriceE8() ? o.getPriceE8() : null,
                o.hasStopPriceE8() ? o.getStopPriceE8() : null,
                o.hasQuantityE8() ? o.getQuantityE8() : null,
                o.hasQuoteQuantityE8() ? o.getQuoteQuantityE8() : null,
                o.getFilledQuantityE8(),
                o.getRemainingQuantityE8(),
                o.hasAveragePriceE8() ? o.getAveragePriceE8() : null,
                word(o.getStatus()),
                o.getReason(),
                word(o.getSelfTradePrevention()),
                o.getSynthetic(),
                instant(o.getCreatedAtMicros()),
                instant(o.getUpdatedAtMicros()),
                o.hasExpiresAtMicros() ? instant(o.getExpiresAtMicros()) : null,
                shard,
                sequence));
        rows.accept(Row.of(
                Table.ORDER_EVENTS, o.getOrderId(), sequence, instant(time), shard, kind, trade, o.toByteString()));
    }

    /** Both sides, the one with the lower order id first: rows of one event are told in the order of their keys. */
    private void traded(Traded traded) {
        var t = traded.getTrade();
        rows.accept(Row.of(
                Table.TRADES,
                t.getTradeId(),
                instant(t.getTimestampMicros()),
                t.getInstrument(),
                t.getPriceE8(),
                t.getQuantityE8(),
                word(t.getTakerSide()),
                t.getSynthetic(),
                shard,
                sequence));
        candles.add(t, shard, sequence);
        var maker = traded.getMaker();
        var taker = traded.getTaker();
        if (maker.getOrder().getOrderId().compareTo(taker.getOrder().getOrderId()) < 0) {
            side(traded, maker, "maker");
            side(traded, taker, "taker");
        } else {
            side(traded, taker, "taker");
            side(traded, maker, "maker");
        }
    }

    private void side(Traded traded, TradedSide side, String liquidity) {
        var t = traded.getTrade();
        order(side.getAccount(), side.getOrder(), "traded", t.getTradeId());
        rows.accept(Row.of(
                Table.FILLS,
                side.getOrder().getOrderId(),
                t.getTradeId(),
                instant(t.getTimestampMicros()),
                side.getAccount(),
                t.getInstrument(),
                word(side.getOrder().getSide()),
                t.getPriceE8(),
                t.getQuantityE8(),
                word(t.getTakerSide()),
                liquidity,
                side.getFeeE8(),
                t.getSynthetic(),
                shard,
                sequence));
    }

    private void posted(LedgerPosted posted) {
        rows.accept(Row.of(
                Table.LEDGER_ENTRIES,
                entryId(shard, sequence),
                instant(time),
                posted.getAccount(),
                posted.getAsset(),
                posted.getAmountE8(),
                posted.getBalanceE8(),
                word(posted.getKind()),
                posted.getReference()));
    }

    /** Sixteen bits for the shard and 48 for the event, in thirteen digits of five bits. */
    static String entryId(long shard, long sequence) {
        long number = shard << 48 | sequence;
        var id = new StringBuilder();
        for (int bits = 60; bits >= 0; bits -= 5) id.append(DIGITS.charAt((int) (number >>> bits & 31)));
        return id.toString();
    }

    static long sequenceOf(String entryId) {
        return number(entryId) & (1L << 48) - 1;
    }

    static long shardOf(String entryId) {
        return number(entryId) >>> 48;
    }

    private static long number(String entryId) {
        long number = 0;
        for (int i = 0; i < entryId.length(); i++) number = number << 5 | DIGITS.indexOf(entryId.charAt(i));
        return number;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
