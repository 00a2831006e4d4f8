package dev.openbell.e2e.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Rest;
import dev.openbell.standalone.Venue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An instrument of the running venue in which nobody else trades, who trades in it, and what the whole world is told of it. */
public final class Pit {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final VenueFloor floor;
    private final Rest world;
    private final String instrument;

    Pit(Venue venue, Feed feed) {
        floor = new VenueFloor(venue, feed);
        world = new Rest(venue.addresses().edge());
        instrument = floor.freshInstrument();
    }

    public Trader trader(String name) {
        return new Trader(floor.seat(name), instrument, new Quotes(floor));
    }

    /** The last 24 hours, as in {@code last 103, high 103, low 100, volume 6 for 603 at 100.5}. */
    public void dayShows(String figures) {
        Eventually.holds(SOON, () -> {
            var day = day("/api/v1/market/stats?instrument=" + instrument);
            assertThat("last %s, high %s, low %s, volume %s for %s at %s"
                            .formatted(
                                    day.get("last").asText(),
                                    day.get("high").asText(),
                                    day.get("low").asText(),
                                    day.get("volume").asText(),
                                    day.get("quote_volume").asText(),
                                    day.get("vwap").asText()))
                    .isEqualTo(figures);
        });
    }

    /** A side without an order is {@code null}. */
    public void bestPricesAre(String bid, String ask) {
        Eventually.holds(SOON, () -> {
            var day = day("/api/v1/trades/stats?instrument=" + instrument);
            assertThat(day.get("best_bid").asText()).isEqualTo(bid);
            assertThat(day.get("best_ask").asText()).isEqualTo(ask);
        });
    }

    public void changedBy(String change, String percent) {
        for (var ticker : day("/api/v1/market/tickers").get("tickers")) {
            if (!ticker.get("instrument").asText().equals(instrument)) continue;
            assertThat(ticker.get("change").asText()).isEqualTo(change);
            assertThat(ticker.get("change_percent").asText()).isEqualTo(percent);
            return;
        }
        throw new AssertionError("there is no ticker of " + instrument);
    }

    /** All candles of the interval in one, as in {@code 100 103 100 103, 6 for 603 in 3}: midnight may have passed between two trades. */
    public void candlesShow(String interval, String figures) {
        Eventually.holds(SOON, () -> assertThat(candles(interval)).isEqualTo(figures));
    }

    /** As in {@code 3 trades from 100 to 103, 6 for 603 at 100.5}. */
    public void analyticsShow(int minutes, String figures) {
        Eventually.holds(SOON, () -> assertThat(analytics(minutes)).isEqualTo(figures));
    }

    private String candles(String interval) {
        var candles = list(world.get("/api/v1/market/candles?instrument=" + instrument + "&interval=" + interval)
                .expect(200)
                .get("candles"));
        assertThat(candles).isNotEmpty();
        return "%s %s %s %s, %s for %s in %s"
                .formatted(
                        candles.getFirst().get("open").asText(),
                        text(candles.stream()
                                .map(candle -> decimal(candle, "high"))
                                .max(BigDecimal::compareTo)
                                .orElseThrow()),
                        text(candles.stream()
                                .map(candle -> decimal(candle, "low"))
                                .min(BigDecimal::compareTo)
                                .orElseThrow()),
                        candles.getLast().get("close").asText(),
                        sum(candles, "volume"),
                        sum(candles, "quote_volume"),
                        sum(candles, "trades"));
    }

    private String analytics(int minutes) {
        var answer = world.get("/api/v1/market/analytics?instrument=" + instrument + "&interval=" + minutes)
                .expect(200);
        var buckets = list(answer.get("aggregates"));
        assertThat(buckets).isNotEmpty();
        return "%s trades from %s to %s, %s for %s at %s"
                .formatted(
                        sum(buckets, "trade_count"),
                        text(buckets.stream()
                                .map(bucket -> decimal(bucket, "min_price"))
                                .min(BigDecimal::compareTo)
                                .orElseThrow()),
                        text(buckets.stream()
                                .map(bucket -> decimal(bucket, "max_price"))
                                .max(BigDecimal::compareTo)
                                .orElseThrow()),
                        sum(buckets, "total_quantity"),
                        sum(buckets, "total_volume"),
                        answer.get("overall_vwap").asText());
    }

    private JsonNode day(String path) {
        return world.get(path).expect(200);
    }

    private static List<JsonNode> list(JsonNode array) {
        var list = new ArrayList<JsonNode>();
        array.forEach(list::add);
        return list;
    }

    private static String sum(List<JsonNode> rows, String field) {
        return text(rows.stream().map(row -> decimal(row, field)).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static BigDecimal decimal(JsonNode row, String field) {
        return new BigDecimal(row.get(field).asText());
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
