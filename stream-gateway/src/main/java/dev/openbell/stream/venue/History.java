package dev.openbell.stream.venue;

import dev.openbell.history.v1.GetStatsRequest;
import dev.openbell.history.v1.HistoryServiceGrpc;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.ListCandlesRequest;
import dev.openbell.history.v1.ListTradesRequest;
import dev.openbell.history.v1.Ticker;
import dev.openbell.stream.candles.Candle;
import dev.openbell.stream.candles.Interval;
import dev.openbell.stream.candles.Past;
import dev.openbell.trading.v1.Trade;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micronaut.context.annotation.Value;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was before: asked of db-processor once, when a chart begins. */
@Singleton
final class History {
    private static final Logger log = LoggerFactory.getLogger(History.class);
    private static final int CANDLES_A_PAGE = 480, TRADES_A_PAGE = 1_000, MOST_PAGES = 200;

    private final HistoryServiceBlockingStub history;
    private final Duration forReads;

    History(@GrpcChannel("history") ManagedChannel channel, @Value("${openbell.deadlines.reads}") Duration forReads) {
        history = HistoryServiceGrpc.newBlockingStub(channel);
        this.forReads = forReads;
    }

    /**
     * A day of a symbol: candles up to the cut, single trades since. Of a CFD there are no trades, and candles up to now.
     *
     * @throws StatusRuntimeException when db-processor does not answer
     */
    Past day(String symbol, long cut, boolean isTraded) {
        try {
            // The trades come first: who has one that was heard live has all candles before it.
            var trades = isTraded ? trades(symbol, cut) : List.<Trade>of();
            long end = isTraded ? cut : cut + Interval.DAY.micros();
            var minutes = minutes(symbol, cut - Interval.DAY.micros(), end);
            var stats = stats(symbol);
            if (stats == null || !stats.hasLastE8()) return new Past(null, null, minutes, trades);
            return new Past(stats.getLastE8(), stats.getLastE8() - stats.getChangeE8(), minutes, trades);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) return new Past(null, null, List.of(), List.of());
            throw e;
        }
    }

    private List<Trade> trades(String symbol, long since) {
        var trades = new ArrayList<Trade>();
        var cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = stub().listTrades(ListTradesRequest.newBuilder()
                    .setInstrument(symbol)
                    .setLimit(TRADES_A_PAGE)
                    .setCursor(cursor)
                    .build());
            trades.addAll(answer.getTradesList());
            cursor = answer.getNextCursor();
            boolean isEnough = !trades.isEmpty() && trades.getLast().getTimestampMicros() < since;
            if (cursor.isEmpty() || isEnough) return trades;
        }
        log.warn("{} was traded so often that the first minute of its candles may lack trades", symbol);
        return trades;
    }

    private List<Candle> minutes(String symbol, long from, long until) {
        var minutes = new ArrayList<Candle>();
        long page = CANDLES_A_PAGE * Interval.MINUTE.micros();
        for (long start = from; start < until; start += page) {
            var answer = stub().listCandles(ListCandlesRequest.newBuilder()
                    .setInstrument(symbol)
                    .setInterval(Interval.MINUTE.text())
                    .setStartTimeMicros(start)
                    .setEndTimeMicros(Math.min(until, start + page))
                    .setLimit(CANDLES_A_PAGE)
                    .build());
            for (var candle : answer.getCandlesList()) {
                boolean isWithin = candle.getOpenTimeMicros() >= start && candle.getOpenTimeMicros() < until;
                if (isWithin) minutes.add(candle(candle));
            }
        }
        return minutes;
    }

    private @Nullable Ticker stats(String symbol) {
        var stats = stub().getStats(
                        GetStatsRequest.newBuilder().setInstrument(symbol).build());
        return stats.getTickersList().stream()
                .filter(ticker -> ticker.getInstrument().equals(symbol))
                .findFirst()
                .orElse(null);
    }

    private HistoryServiceBlockingStub stub() {
        return history.withDeadlineAfter(forReads);
    }

    private static Candle candle(dev.openbell.market.v1.Candle candle) {
        return new Candle(
                candle.getOpenTimeMicros(),
                candle.getOpenE8(),
                candle.getHighE8(),
                candle.getLowE8(),
                candle.getCloseE8(),
                candle.getVolumeE8(),
                candle.getQuoteVolumeE8(),
                candle.getTrades());
    }
}
