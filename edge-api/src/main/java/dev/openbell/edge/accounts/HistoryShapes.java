package dev.openbell.edge.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.openbell.chassis.fields.Written;
import dev.openbell.edge.orders.FillShape;
import dev.openbell.history.v1.EquityPoint;
import dev.openbell.history.v1.LedgerEntry;
import dev.openbell.history.v1.ListFillsResponse;
import dev.openbell.history.v1.ListLedgerResponse;
import dev.openbell.history.v1.NetPosition;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an account went through, between the contract, JSON and CSV. */
final class HistoryShapes {
    /** The same fields under the same names as in JSON. */
    static final Csv<FillShape> FILLS = new Csv<FillShape>()
            .with("trade_id", FillShape::tradeId)
            .with("order_id", FillShape::orderId)
            .with("instrument", FillShape::instrument)
            .with("side", FillShape::side)
            .with("price", FillShape::price)
            .with("quantity", FillShape::quantity)
            .with("taker_side", FillShape::takerSide)
            .with("liquidity", FillShape::liquidity)
            .with("fee", FillShape::fee)
            .with("fee_asset", FillShape::feeAsset)
            .with("synthetic", FillShape::synthetic)
            .with("timestamp", FillShape::timestamp);

    static final Csv<EntryShape> ENTRIES = new Csv<EntryShape>()
            .with("entry_id", EntryShape::entryId)
            .with("asset", EntryShape::asset)
            .with("amount", EntryShape::amount)
            .with("balance", EntryShape::balance)
            .with("kind", EntryShape::kind)
            .with("reference", EntryShape::reference)
            .with("timestamp", EntryShape::timestamp);

    private HistoryShapes() {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Fills(
            List<FillShape> fills,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String nextCursor) {}

    /** Money that moved, and the total of the asset afterwards. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record EntryShape(
            String entryId,
            String asset,
            String amount,
            String balance,
            String kind,
            @Nullable String reference,
            String timestamp) {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Entries(
            List<EntryShape> entries,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String nextCursor) {}

    /** What is held of an instrument by trades alone. Quantity and cost are below zero when more was sold than bought. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record NetPositionShape(
            String instrument,
            String netQuantity,
            String totalCost,
            @Nullable String avgPrice,
            String realizedPnl,
            @Nullable String unrealizedPnl,
            String lastUpdated) {}

    @Serdeable.Serializable
    record NetPositions(List<NetPositionShape> positions) {}

    /** What the account was worth in USD at that time. */
    @Serdeable.Serializable
    record PointShape(String timestamp, String equity) {}

    @Serdeable.Serializable
    record EquityLine(List<PointShape> points) {}

    static Fills fills(ListFillsResponse page) {
        return new Fills(FillShape.of(page.getFillsList()), Written.orNull(page.getNextCursor()));
    }

    static Entries entries(ListLedgerResponse page) {
        var entries = page.getEntriesList().stream().map(HistoryShapes::entry).toList();
        return new Entries(entries, Written.orNull(page.getNextCursor()));
    }

    static NetPositions positions(List<NetPosition> positions) {
        return new NetPositions(positions.stream().map(HistoryShapes::position).toList());
    }

    static EquityLine equity(List<EquityPoint> points) {
        return new EquityLine(points.stream()
                .map(point ->
                        new PointShape(Written.time(point.getTimestampMicros()), Written.amount(point.getEquityE8())))
                .toList());
    }

    private static EntryShape entry(LedgerEntry entry) {
        return new EntryShape(
                entry.getEntryId(),
                entry.getAsset(),
                Written.amount(entry.getAmountE8()),
                Written.amount(entry.getBalanceE8()),
                entry.getKind(),
                Written.orNull(entry.getReference()),
                Written.time(entry.getTimestampMicros()));
    }

    private static NetPositionShape position(NetPosition position) {
        return new NetPositionShape(
                position.getInstrument(),
                Written.amount(position.getNetQuantityE8()),
                Written.amount(position.getTotalCostE8()),
                position.hasAvgPriceE8() ? Written.amount(position.getAvgPriceE8()) : null,
                Written.amount(position.getRealizedPnlE8()),
                position.hasUnrealizedPnlE8() ? Written.amount(position.getUnrealizedPnlE8()) : null,
                Written.time(position.getLastUpdatedMicros()));
    }
}
