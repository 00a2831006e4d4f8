package dev.openbell.matcher.door;

import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.OwnedOrder;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.trading.v1.ExecutionReport;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.Liquidity;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.Trade;
import java.util.ArrayList;
import java.util.List;

/** An event as one of those concerned is told of it. */
final class ExecutionReports {
    private ExecutionReports() {}

    static List<ExecutionReport> of(MarketEvent event, String account, long sequence) {
        if (!event.hasTraded()) {
            return OwnedOrder.toldBy(event).stream()
                    .map(owned -> report(owned.order(), sequence))
                    .toList();
        }
        var traded = event.getTraded();
        var reports = new ArrayList<ExecutionReport>(1);
        add(reports, traded.getTrade(), traded.getMaker(), Liquidity.MAKER, account, sequence);
        add(reports, traded.getTrade(), traded.getTaker(), Liquidity.TAKER, account, sequence);
        return reports;
    }

    private static ExecutionReport report(Order order, long sequence) {
        return ExecutionReport.newBuilder()
                .setOrder(order)
                .setSequence(sequence)
                .build();
    }

    private static void add(
            List<ExecutionReport> reports,
            Trade trade,
            TradedSide side,
            Liquidity liquidity,
            String account,
            long sequence) {
        if (!side.getAccount().equals(account)) return;
        var order = side.getOrder();
        var fill = Fill.newBuilder()
                .setTradeId(trade.getTradeId())
                .setOrderId(order.getOrderId())
                .setInstrument(trade.getInstrument())
                .setSide(order.getSide())
                .setPriceE8(trade.getPriceE8())
                .setQuantityE8(trade.getQuantityE8())
                .setTakerSide(trade.getTakerSide())
                .setLiquidity(liquidity)
                .setFeeE8(side.getFeeE8())
                // Fees are paid in the quote asset, the second half of the symbol.
                .setFeeAsset(
                        trade.getInstrument().substring(trade.getInstrument().indexOf('-') + 1))
                .setSynthetic(trade.getSynthetic())
                .setTimestampMicros(trade.getTimestampMicros());
        reports.add(ExecutionReport.newBuilder()
                .setOrder(order)
                .setFill(fill)
                .setSequence(sequence)
                .build());
    }
}
