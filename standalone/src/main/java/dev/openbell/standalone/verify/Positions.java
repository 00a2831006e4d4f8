package dev.openbell.standalone.verify;

import dev.openbell.events.v1.PositionChanged;
import dev.openbell.events.v1.PriceMarked;
import dev.openbell.events.v1.Traded;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.trading.v1.Side;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What events leave in the tables of positions.
 *
 * <p>A position by trades is two kinds of pieces: what a trade opens, and what it closes. What is open has a quantity and a cost; what a
 * closed piece brought, less its share of the cost, is realized.
 */
final class Positions {
    private static final BigInteger ONE = BigInteger.valueOf(100_000_000);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private record Name(String account, String instrument) {}

    /** Quantity and cost are those of a long position, or of a short one where the flag says so. */
    private record Held(boolean isShort, BigInteger quantity, BigInteger cost, BigInteger realized) {
        static final Held NOTHING = new Held(false, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

        Held after(boolean sold, BigInteger price, BigInteger traded) {
            if (quantity.signum() == 0 || isShort == sold)
                return opened(sold, traded, price.multiply(traded).divide(ONE));
            var closing = traded.min(quantity);
            var closedAt = price.multiply(closing).divide(ONE);
            var rest = closed(closing, closedAt);
            if (closing.equals(traded)) return rest;
            var opening = traded.subtract(closing);
            return rest.opened(sold, opening, price.multiply(traded).divide(ONE).subtract(closedAt));
        }

        private Held opened(boolean sold, BigInteger more, BigInteger worth) {
            return new Held(sold, quantity.add(more).min(MOST), cost.add(worth).min(MOST), realized);
        }

        private Held closed(BigInteger part, BigInteger worth) {
            var itsCost = cost.multiply(part).divide(quantity);
            var gain = isShort ? itsCost.subtract(worth) : worth.subtract(itsCost);
            var sum = realized.add(gain).min(MOST).max(MOST.negate());
            return new Held(isShort, quantity.subtract(part), cost.subtract(itsCost), sum);
        }

        private long signed(BigInteger size) {
            return isShort ? -size.longValue() : size.longValue();
        }
    }

    private final Map<Name, Held> held = new HashMap<>();

    /** Of both sides, in the order of their accounts. */
    Stream<Row> rows(Traded traded, long shard, long sequence) {
        return Stream.of(traded.getMaker(), traded.getTaker())
                .map(side -> row(traded, side, shard, sequence))
                .sorted(Row::comparePlace);
    }

    private Row row(Traded traded, TradedSide side, long shard, long sequence) {
        var trade = traded.getTrade();
        var name = new Name(side.getAccount(), trade.getInstrument());
        var now = held.getOrDefault(name, Held.NOTHING)
                .after(
                        side.getOrder().getSide() == Side.SELL,
                        BigInteger.valueOf(trade.getPriceE8()),
                        BigInteger.valueOf(trade.getQuantityE8()));
        held.put(name, now);
        return Row.of(
                Table.POSITIONS,
                name.account,
                name.instrument,
                now.signed(now.quantity),
                now.signed(now.cost),
                now.realized.longValue(),
                instant(trade.getTimestampMicros()),
                shard,
                sequence);
    }

    List<Row> rows(PositionChanged changed, long shard, long sequence, long time) {
        var p = changed.getPosition();
        var position = Row.of(
                Table.CFD_POSITIONS,
                p.getPositionId(),
                changed.getAccount(),
                p.getAsset(),
                word(p.getDirection()),
                p.getMarginE8(),
                (long) p.getLeverage(),
                p.getQuantityE8(),
                p.getEntryPriceE8(),
                p.hasMarkPriceE8() ? p.getMarkPriceE8() : null,
                p.hasStopLossPriceE8() ? p.getStopLossPriceE8() : null,
                p.hasTakeProfitPriceE8() ? p.getTakeProfitPriceE8() : null,
                p.hasTrailingDistanceE8() ? p.getTrailingDistanceE8() : null,
                p.hasLiquidationPriceE8() ? p.getLiquidationPriceE8() : null,
                p.hasMarginLevelE8() ? p.getMarginLevelE8() : null,
                p.getUnrealizedPnlE8(),
                p.getRealizedPnlE8(),
                p.getFeesE8(),
                p.getFinancingE8(),
                word(p.getStatus()),
                word(p.getCloseReason()),
                p.hasClosePriceE8() ? p.getClosePriceE8() : null,
                instant(p.getOpenedAtMicros()),
                p.hasClosedAtMicros() ? instant(p.getClosedAtMicros()) : null,
                shard,
                sequence);
        var event = Row.of(
                Table.CFD_EVENTS,
                p.getPositionId(),
                sequence,
                instant(time),
                shard,
                changed.getAccount(),
                word(changed.getChange()),
                changed.getGapE8(),
                p.toByteString());
        return List.of(position, event);
    }

    Row row(PriceMarked marked, long shard, long sequence, long time) {
        var price = marked.getPrice();
        return Row.of(
                Table.CFD_MARKS,
                price.getSymbol(),
                instant(time).truncatedTo(ChronoUnit.MINUTES),
                price.getBidE8(),
                price.getAskE8(),
                instant(time),
                shard,
                sequence);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
