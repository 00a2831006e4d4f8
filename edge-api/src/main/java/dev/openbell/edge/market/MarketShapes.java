package dev.openbell.edge.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.openbell.admin.v1.TakeSnapshotResponse;
import dev.openbell.chassis.fields.Written;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.Trade;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Instruments, trades and snapshots between the contracts and JSON. */
final class MarketShapes {
    private static final String STATUS_PREFIX = "instrument_";

    private MarketShapes() {}

    /** The rules of one symbol. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record InstrumentShape(
            String symbol,
            String kind,
            String base,
            String quote,
            String tick,
            String lot,
            String minNotional,
            @Nullable String priceBand,
            @Nullable String makerFee,
            String takerFee,
            @Nullable Integer maxLeverage,
            @Nullable String maintenanceRate,
            String status) {}

    @Serdeable.Serializable
    record Instruments(List<InstrumentShape> instruments) {}

    @Serdeable.Serializable
    record OneInstrument(InstrumentShape instrument) {}

    /** The engine's state, written down as it was before the command at the offset. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record SnapshotShape(String snapshotId, long offset, long sequence, String checksum) {}

    /** A trade as the whole market sees it: nobody's order is named. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record TradeShape(
            String tradeId,
            String instrument,
            String price,
            String quantity,
            String takerSide,
            boolean synthetic,
            String timestamp) {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Trades(
            List<TradeShape> trades,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String nextCursor) {}

    static Instruments instruments(List<Instrument> instruments) {
        return new Instruments(
                instruments.stream().map(MarketShapes::instrument).toList());
    }

    static OneInstrument one(Instrument instrument) {
        return new OneInstrument(instrument(instrument));
    }

    static SnapshotShape snapshot(TakeSnapshotResponse taken) {
        return new SnapshotShape(taken.getSnapshotId(), taken.getOffset(), taken.getSequence(), taken.getChecksum());
    }

    static Trades trades(List<Trade> trades, String nextCursor) {
        return new Trades(trades.stream().map(MarketShapes::trade).toList(), Written.orNull(nextCursor));
    }

    /** A CFD has no band and no maker, a spot market no leverage. */
    private static InstrumentShape instrument(Instrument instrument) {
        boolean cfd = instrument.getKind() == InstrumentKind.CFD;
        return new InstrumentShape(
                instrument.getSymbol(),
                Written.word(instrument.getKind()),
                instrument.getBase(),
                instrument.getQuote(),
                Written.amount(instrument.getTickE8()),
                Written.amount(instrument.getLotE8()),
                Written.amount(instrument.getMinNotionalE8()),
                cfd ? null : Written.amount(instrument.getPriceBandE8()),
                cfd ? null : Written.amount(instrument.getMakerFeeE8()),
                Written.amount(instrument.getTakerFeeE8()),
                cfd ? instrument.getMaxLeverage() : null,
                cfd ? Written.amount(instrument.getMaintenanceRateE8()) : null,
                Written.word(instrument.getStatus()).substring(STATUS_PREFIX.length()));
    }

    private static TradeShape trade(Trade trade) {
        return new TradeShape(
                trade.getTradeId(),
                trade.getInstrument(),
                Written.amount(trade.getPriceE8()),
                Written.amount(trade.getQuantityE8()),
                Written.word(trade.getTakerSide()),
                trade.getSynthetic(),
                Written.time(trade.getTimestampMicros()));
    }
}
