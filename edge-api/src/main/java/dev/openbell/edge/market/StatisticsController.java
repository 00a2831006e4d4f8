package dev.openbell.edge.market;

import static dev.openbell.chassis.grpc.Access.PUBLIC;

import dev.openbell.chassis.fields.Fields;
import dev.openbell.edge.door.Wants;
import dev.openbell.edge.market.StatisticsShapes.Analytics;
import dev.openbell.edge.market.StatisticsShapes.Candles;
import dev.openbell.edge.market.StatisticsShapes.TickerShape;
import dev.openbell.edge.market.StatisticsShapes.Tickers;
import dev.openbell.history.v1.GetAnalyticsRequest;
import dev.openbell.history.v1.GetStatsRequest;
import dev.openbell.history.v1.GetStatsResponse;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.ListCandlesRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the trades of an instrument come to. History sums it up; who bids and asks best at this moment, the book tells. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(PUBLIC)
final class StatisticsController {
    private final HistoryServiceBlockingStub history;
    private final BestPrices bestPrices;

    StatisticsController(HistoryServiceBlockingStub history, BestPrices bestPrices) {
        this.history = history;
        this.bestPrices = bestPrices;
    }

    /**
     * What was traded, in buckets of `interval` minutes (1 to 1440, 1 by default) that are counted from 1970 in UTC; those without a trade
     * are left out. The last 24 hours by default; at most 5000 buckets and 31 days, or 366 days where the interval is of whole hours.
     */
    @Get("/market/analytics")
    Analytics analytics(
            @QueryValue @Nullable String instrument,
            @QueryValue("start_time") @Nullable String startTime,
            @QueryValue("end_time") @Nullable String endTime,
            @QueryValue @Nullable String interval) {
        var request = GetAnalyticsRequest.newBuilder()
                .setInstrument(Fields.required("instrument", instrument))
                .setIntervalMinutes(Fields.count("interval", interval, 1, 1_440));
        if (startTime != null) request.setStartTimeMicros(Fields.time("start_time", startTime));
        if (endTime != null) request.setEndTimeMicros(Fields.time("end_time", endTime));
        return StatisticsShapes.analytics(history.getAnalytics(request.build()));
    }

    /**
     * Candles, oldest first: those that opened from `start_time` on, or where none is given the newest, and before `end_time`. The
     * interval is 1m, 5m, 15m, 1h, 4h or 1d, 1m by default. A stretch of time without a trade has no candle.
     */
    @Get("/market/candles")
    Candles candles(
            @QueryValue @Nullable String instrument,
            @QueryValue @Nullable String interval,
            @QueryValue("start_time") @Nullable String startTime,
            @QueryValue("end_time") @Nullable String endTime,
            @QueryValue @Nullable String limit) {
        var request = ListCandlesRequest.newBuilder()
                .setInstrument(Fields.required("instrument", instrument))
                .setInterval(interval == null ? "1m" : interval)
                .setLimit(Fields.count("limit", limit, 50, 500));
        if (startTime != null) request.setStartTimeMicros(Fields.time("start_time", startTime));
        if (endTime != null) request.setEndTimeMicros(Fields.time("end_time", endTime));
        return StatisticsShapes.candles(history.listCandles(request.build()).getCandlesList());
    }

    /** The last 24 hours of one instrument. */
    @Get(uris = {"/market/stats", "/trades/stats"})
    TickerShape stats(@QueryValue @Nullable String instrument) {
        var request = GetStatsRequest.newBuilder().setInstrument(Fields.required("instrument", instrument));
        return tickers(history.getStats(request.build())).getFirst();
    }

    /** The last 24 hours of every instrument. */
    @Get("/market/tickers")
    Tickers tickers() {
        return new Tickers(tickers(history.getStats(GetStatsRequest.getDefaultInstance())));
    }

    private List<TickerShape> tickers(GetStatsResponse stats) {
        return bestPrices.addTo(stats.getTickersList()).stream()
                .map(StatisticsShapes::ticker)
                .toList();
    }
}
