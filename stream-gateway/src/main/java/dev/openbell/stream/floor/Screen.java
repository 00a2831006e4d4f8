package dev.openbell.stream.floor;

import dev.openbell.stream.candles.Candle;
import dev.openbell.stream.candles.Chart;
import dev.openbell.stream.candles.Interval;
import dev.openbell.stream.candles.Past;
import dev.openbell.stream.candles.Summary;
import dev.openbell.stream.candles.Ticker;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.Trade;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One symbol's ticker and candles, drawn from its chart. */
final class Screen {
    final Display ticker;

    private final String symbol;
    private final Function<String, Screens.Best> best;
    private final Map<Interval, Candles> candles = new EnumMap<>(Interval.class);
    private final FloorMetrics metrics;
    private Chart chart;
    private boolean chartHasChanged = true;
    private long minute;
    private Summary summary = new Summary(null, null, null);
    private @Nullable Ticker told;

    Screen(String symbol, Chart chart, Function<String, Screens.Best> best, FloorMetrics metrics) {
        this.symbol = symbol;
        this.chart = chart;
        this.best = best;
        this.metrics = metrics;
        ticker = new Display(Channel.TICKER, symbol, metrics) {
            @Override
            @Nullable
            Frame whole() {
                return told == null ? null : Frame.of(new ToClient.TickerMoved(told));
            }
        };
    }

    String symbol() {
        return symbol;
    }

    Chart chart() {
        return chart;
    }

    /** From this time on everything is heard; what was before has to be asked for. */
    void beginAnew(long begunAt) {
        chart = new Chart(begunAt, chart);
    }

    void traded(Trade trade) {
        chart.traded(trade);
        chartHasChanged = true;
    }

    void quoted(long time, long price) {
        chart.quoted(time, price);
        chartHasChanged = true;
    }

    /** No trade of this symbol comes that is older. */
    void timePasses(long time) {
        chart.timePasses(time);
    }

    void remember(Past past) {
        chart.remember(past);
        chartHasChanged = true;
    }

    Display candles(Interval interval) {
        return candles.computeIfAbsent(interval, Candles::new);
    }

    /** Tells what is different from the last time. */
    void draw(long now) {
        for (var end : chart.ended()) {
            var display = candles.get(end.interval());
            if (display != null) display.tell(display.frame(end.candle(), true));
        }
        if (chartHasChanged) for (var display : candles.values()) display.draw();
        var next = ticker(now);
        chartHasChanged = false;
        if (told != null && next.saysTheSameAs(told)) return;
        told = next;
        if (ticker.hasFollowers()) ticker.tell(Frame.of(new ToClient.TickerMoved(next)));
    }

    /** A day is added up when something has happened in it, or another minute of it is over. */
    Ticker ticker(long now) {
        if (chartHasChanged || Interval.MINUTE.openOf(now) != minute) {
            minute = Interval.MINUTE.openOf(now);
            summary = chart.summary(now);
        }
        var prices = best.apply(symbol);
        return new Ticker(symbol, summary, prices.bid(), prices.ask(), now);
    }

    /** The candles of one interval. */
    private final class Candles extends Display {
        private final Interval interval;

        Candles(Interval interval) {
            super(Channel.of(interval), Screen.this.symbol, metrics);
            this.interval = interval;
        }

        @Override
        @Nullable
        Frame whole() {
            var latest = chart.latest(interval);
            return latest == null ? null : frame(latest, chart.hasEnded(interval, latest));
        }

        void draw() {
            var latest = whole();
            if (latest != null && hasFollowers()) tell(latest);
        }

        Frame frame(Candle candle, boolean closed) {
            return Frame.of(new ToClient.CandleMoved(symbol, interval, candle, closed));
        }
    }
}
