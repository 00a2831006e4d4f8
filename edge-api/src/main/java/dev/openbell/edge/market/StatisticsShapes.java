package dev.openbell.edge.market;

import dev.openbell.chassis.fields.Written;
import dev.openbell.history.v1.Aggregate;
import dev.openbell.history.v1.GetAnalyticsResponse;
import dev.openbell.history.v1.Ticker;
import dev.openbell.market.v1.Candle;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Candles, analytics and tickers in JSON. */
final class StatisticsShapes {
    private StatisticsShapes() {}

    /** What was traded in one bucket; the average price is that of a trade, however large, the vwap that of a piece. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record AggregateShape(
            String timeBucket,
            long tradeCount,
            String totalQuantity,
            String avgPrice,
            String minPrice,
            String maxPrice,
            String totalVolume,
            String vwap) {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Analytics(
            String instrument,
            String startTime,
            String endTime,
            int intervalMinutes,
            List<AggregateShape> aggregates,
            @Nullable String overallVwap) {}

    /** Where the price was; closed once no trade can change it any more. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record CandleShape(
            String instrument,
            String interval,
            String openTime,
            String open,
            String high,
            String low,
            String close,
            String volume,
            String quoteVolume,
            long trades,
            @Nullable String vwap,
            boolean closed) {}

    @Serdeable.Serializable
    record Candles(List<CandleShape> candles) {}

    /** The last 24 hours; the last price, and what has changed, may be older where nothing was traded since. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record TickerShape(
            String instrument,
            @Nullable String last,
            @Nullable String change,
            @Nullable String changePercent,
            @Nullable String high,
            @Nullable String low,
            String volume,
            String quoteVolume,
            @Nullable String vwap,
            @Nullable String bestBid,
            @Nullable String bestAsk,
            String timestamp) {}

    @Serdeable.Serializable
    record Tickers(List<TickerShape> tickers) {}

    static Analytics analytics(GetAnalyticsResponse answer) {
        return new Analytics(
                answer.getInstrument(),
                Written.time(answer.getStartTimeMicros()),
                Written.time(answer.getEndTimeMicros()),
                answer.getIntervalMinutes(),
                answer.getAggregatesList().stream()
                        .map(StatisticsShapes::aggregate)
                        .toList(),
                amount(answer.hasOverallVwapE8(), answer.getOverallVwapE8()));
    }

    static Candles candles(List<Candle> candles) {
        return new Candles(candles.stream().map(StatisticsShapes::candle).toList());
    }

    static TickerShape ticker(Ticker ticker) {
        return new TickerShape(
                ticker.getInstrument(),
                amount(ticker.hasLastE8(), ticker.getLastE8()),
                amount(ticker.hasLastE8(), ticker.getChangeE8()),
                amount(ticker.hasLastE8(), ticker.getChangePercentE8()),
                amount(ticker.hasHighE8(), ticker.getHighE8()),
                amount(ticker.hasLowE8(), ticker.getLowE8()),
                Written.amount(ticker.getVolumeE8()),
                Written.amount(ticker.getQuoteVolumeE8()),
                amount(ticker.hasVwapE8(), ticker.getVwapE8()),
                amount(ticker.hasBestBidE8(), ticker.getBestBidE8()),
                amount(ticker.hasBestAskE8(), ticker.getBestAskE8()),
                Written.time(ticker.getTimestampMicros()));
    }

    private static AggregateShape aggregate(Aggregate aggregate) {
        return new AggregateShape(
                Written.time(aggregate.getTimeBucketMicros()),
                aggregate.getTradeCount(),
                Written.amount(aggregate.getTotalQuantityE8()),
                Written.amount(aggregate.getAvgPriceE8()),
                Written.amount(aggregate.getMinPriceE8()),
                Written.amount(aggregate.getMaxPriceE8()),
                Written.amount(aggregate.getTotalVolumeE8()),
                Written.amount(aggregate.getVwapE8()));
    }

    private static CandleShape candle(Candle candle) {
        return new CandleShape(
                candle.getInstrument(),
                candle.getInterval(),
                Written.time(candle.getOpenTimeMicros()),
                Written.amount(candle.getOpenE8()),
                Written.amount(candle.getHighE8()),
                Written.amount(candle.getLowE8()),
                Written.amount(candle.getCloseE8()),
                Written.amount(candle.getVolumeE8()),
                Written.amount(candle.getQuoteVolumeE8()),
                candle.getTrades(),
                amount(candle.hasVwapE8(), candle.getVwapE8()),
                candle.getClosed());
    }

    private static @Nullable String amount(boolean there, long e8) {
        return there ? Written.amount(e8) : null;
    }
}
