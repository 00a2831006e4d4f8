package dev.openbell.bench.history;

import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.history.v1.GetAnalyticsRequest;
import dev.openbell.history.v1.GetEquityRequest;
import dev.openbell.history.v1.GetOrderEventsRequest;
import dev.openbell.history.v1.GetOrderRequest;
import dev.openbell.history.v1.GetPositionsRequest;
import dev.openbell.history.v1.GetStatsRequest;
import dev.openbell.history.v1.HistoryServiceGrpc;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.ListCandlesRequest;
import dev.openbell.history.v1.ListFillsRequest;
import dev.openbell.history.v1.ListLedgerRequest;
import dev.openbell.history.v1.ListOrdersRequest;
import dev.openbell.history.v1.ListTradesRequest;
import dev.openbell.trading.v1.OrderStatus;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;

/** Every call of the history, one at a time, over tables that are large. */
final class Reading implements AutoCloseable {
    private static final int WARM_UP = 100, CALLS = 400;
    private static final int GOAL_MS = 50, GOAL_OF_A_DAY_MS = 200;
    private static final long DAY_MICROS = 24L * 60 * 60 * 1_000_000;

    /** How long a call took, in milliseconds. */
    record Figure(String call, double p50, double p99, double max, int goal) {
        void print() {
            System.out.printf(
                    "  %-34s %8.1f %8.1f %8.1f   %s%n", call, p50, p99, max, p99 <= goal ? "" : "goal: " + goal);
        }
    }

    private interface Call {
        void make(HistoryServiceBlockingStub history);
    }

    private final ManagedChannel channel;
    private final HistoryServiceBlockingStub history;
    private final Past past;
    private final Random which = new Random(42);
    private final List<Figure> figures = new ArrayList<>();

    Reading(String target, String token, Past past) {
        this.channel = NettyChannelBuilder.forTarget(target)
                .usePlaintext()
                .maxInboundMessageSize(64 << 20)
                .build();
        this.history = HistoryServiceGrpc.newBlockingStub(channel).withCallCredentials(new BearerToken(token, "bench"));
        this.past = past;
    }

    List<Figure> run() {
        System.out.printf("%-36s %8s %8s %8s   in ms, one call at a time%n", "answers", "p50", "p99", "max");
        var page = ListOrdersRequest.newBuilder();
        measure("ListOrders", GOAL_MS, asked -> asked.listOrders(page.build()));
        measure(
                "ListOrders, open",
                GOAL_MS,
                asked -> asked.listOrders(
                        page.clone().setStatus(OrderStatus.OPEN).build()));
        measure(
                "ListOrders, an instrument",
                GOAL_MS,
                asked -> asked.listOrders(
                        page.clone().setInstrument(instrument()).build()));
        pages(
                "ListOrders, page by page",
                cursor -> history.listOrders(page.clone().setCursor(cursor).build())
                        .getNextCursor());
        measure(
                "GetOrder",
                GOAL_MS,
                asked -> asked.getOrder(GetOrderRequest.newBuilder()
                        .setOrderId(past.order(which))
                        .build()));
        measure(
                "GetOrder by its key",
                GOAL_MS,
                asked -> asked.getOrder(GetOrderRequest.newBuilder()
                        .setOrderId("client:" + past.key(which))
                        .build()));
        measure(
                "GetOrderEvents",
                GOAL_MS,
                asked -> asked.getOrderEvents(GetOrderEventsRequest.newBuilder()
                        .setOrderId(past.order(which))
                        .build()));
        var trades = ListTradesRequest.newBuilder().setLimit(50);
        measure(
                "ListTrades",
                GOAL_MS,
                asked -> asked.listTrades(
                        trades.clone().setInstrument(instrument()).build()));
        measure(
                "ListTrades, a thousand",
                GOAL_MS,
                asked -> asked.listTrades(trades.clone()
                        .setInstrument(instrument())
                        .setLimit(1_000)
                        .build()));
        pages(
                "ListTrades, page by page",
                cursor -> history.listTrades(trades.clone()
                                .setInstrument(Past.INSTRUMENTS.getFirst())
                                .setLimit(1_000)
                                .setCursor(cursor)
                                .build())
                        .getNextCursor());
        measure("ListFills", GOAL_MS, asked -> asked.listFills(ListFillsRequest.getDefaultInstance()));
        pages(
                "ListFills, page by page",
                cursor -> history.listFills(
                                ListFillsRequest.newBuilder().setCursor(cursor).build())
                        .getNextCursor());
        measure("ListLedger", GOAL_MS, asked -> asked.listLedger(ListLedgerRequest.getDefaultInstance()));
        pages(
                "ListLedger, page by page",
                cursor -> history.listLedger(
                                ListLedgerRequest.newBuilder().setCursor(cursor).build())
                        .getNextCursor());
        measure("GetPositions", GOAL_MS, asked -> asked.getPositions(GetPositionsRequest.getDefaultInstance()));
        measure(
                "GetAnalytics, a day by minutes",
                GOAL_OF_A_DAY_MS,
                asked -> asked.getAnalytics(GetAnalyticsRequest.newBuilder()
                        .setInstrument(instrument())
                        .setStartTimeMicros(System.currentTimeMillis() * 1_000 - DAY_MICROS)
                        .build()));
        measure(
                "ListCandles, 1m",
                GOAL_MS,
                asked -> asked.listCandles(ListCandlesRequest.newBuilder()
                        .setInstrument(instrument())
                        .setInterval("1m")
                        .build()));
        measure(
                "ListCandles, 1d",
                GOAL_MS,
                asked -> asked.listCandles(ListCandlesRequest.newBuilder()
                        .setInstrument(instrument())
                        .setInterval("1d")
                        .build()));
        measure("GetStats", GOAL_MS, asked -> asked.getStats(GetStatsRequest.getDefaultInstance()));
        measure(
                "GetEquity, 1h",
                GOAL_MS,
                asked -> asked.getEquity(
                        GetEquityRequest.newBuilder().setInterval("1h").build()));
        return figures;
    }

    private String instrument() {
        return Past.INSTRUMENTS.get(which.nextInt(Past.INSTRUMENTS.size()));
    }

    private void measure(String what, int goal, Call call) {
        var took = new Histogram(3);
        try {
            for (int i = 0; i < WARM_UP + CALLS; i++) {
                long start = System.nanoTime();
                call.make(history);
                if (i >= WARM_UP) took.recordValue((System.nanoTime() - start) / 1_000);
            }
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Code.UNIMPLEMENTED) throw e;
            System.out.printf("  %-34s is not part of this version%n", what);
            return;
        }
        tell(what, took, goal);
    }

    /** From the newest to ever older ones, and from the end to the newest again. */
    private void pages(String what, UnaryOperator<String> pageAfter) {
        var took = new Histogram(3);
        var cursor = "";
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            cursor = pageAfter.apply(cursor);
            took.recordValue((System.nanoTime() - start) / 1_000);
        }
        tell(what, took, GOAL_MS);
    }

    private void tell(String what, Histogram took, int goal) {
        var figure = new Figure(
                what,
                took.getValueAtPercentile(50) / 1e3,
                took.getValueAtPercentile(99) / 1e3,
                took.getMaxValue() / 1e3,
                goal);
        figure.print();
        figures.add(figure);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
