package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final TestVenue venue = new TestVenue(Map.of());

    private static final String TICKER = """
            {"instrument":"BTC-USD","last":"60000","change":"-600","change_percent":"-0.99009901","high":"61000","low":"59000",\
            "volume":"12.5","quote_volume":"750000","vwap":"60000","best_bid":"60000.5","best_ask":null,\
            "timestamp":"2026-01-01T12:00:00.123456Z"}""";

    @AfterEach
    void reset() {
        venue.matcher.reset();
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void analyticsAreAskedForAsTheyAreAnswered() {
        var answer = venue.get("/api/v1/market/analytics?instrument=BTC-USD&interval=5"
                + "&start_time=2026-01-01T11:00:00Z&end_time=2026-01-01T13:30:00.000001%2B01:00");

        assertThat(answer.body()).isEqualTo("""
                {"instrument":"BTC-USD","start_time":"2026-01-01T12:00:00.123456Z","end_time":"2026-01-01T12:01:00.123456Z",\
                "interval_minutes":5,"aggregates":[{"time_bucket":"2026-01-01T12:00:00.123456Z","trade_count":2,\
                "total_quantity":"0.5","avg_price":"60000.25","min_price":"60000","max_price":"60000.5",\
                "total_volume":"30000.05","vwap":"60000.1"}],"overall_vwap":"60000.1"}""");
        var asked = venue.history.analyticsAsked;
        assertThat(asked.getStartTimeMicros()).isEqualTo(1_767_265_200_000_000L);
        assertThat(asked.getEndTimeMicros()).isEqualTo(1_767_270_600_000_001L);
    }

    @Test
    void whatIsNotSaidIsLeftToHistory() {
        var answer = venue.get("/api/v1/market/analytics?instrument=ETH-USD");

        assertThat(answer.body()).contains("\"interval_minutes\":1", "\"aggregates\":[]", "\"overall_vwap\":null");
        assertThat(venue.history.analyticsAsked.hasStartTimeMicros()).isFalse();
        assertThat(venue.history.analyticsAsked.hasEndTimeMicros()).isFalse();
        venue.get("/api/v1/market/candles?instrument=BTC-USD");
        assertThat(venue.history.candlesAsked.getInterval()).isEqualTo("1m");
        assertThat(venue.history.candlesAsked.getLimit()).isEqualTo(50);
    }

    @Test
    void aCandleWithoutATradeHasNoVwap() {
        var candle = """
                {"instrument":"BTC-USD","interval":"4h","open_time":"2026-01-01T12:00:00.123456Z","open":"60000","high":"60001",\
                "low":"59999.5","close":"60000.5",""";

        assertThat(venue.get("/api/v1/market/candles?instrument=BTC-USD&interval=4h")
                        .body())
                .isEqualTo("{\"candles\":[" + candle
                        + "\"volume\":\"2\",\"quote_volume\":\"120001\",\"trades\":3,\"vwap\":\"60000.5\",\"closed\":true},"
                        + candle
                        + "\"volume\":\"0\",\"quote_volume\":\"0\",\"trades\":0,\"vwap\":null,\"closed\":false}]}");
    }

    @Test
    void theBookTellsTheBestPrices() {
        assertThat(venue.get("/api/v1/market/stats?instrument=BTC-USD").body()).isEqualTo(TICKER);
        assertThat(venue.get("/api/v1/trades/stats?instrument=BTC-USD").body()).isEqualTo(TICKER);
    }

    @Test
    void theFeedTellsThoseOfWhatHasNoBook() {
        assertThat(venue.get("/api/v1/market/tickers").body()).isEqualTo("{\"tickers\":[" + TICKER + """
                        ,{"instrument":"BTC_USDC","last":null,"change":null,"change_percent":null,"high":null,"low":null,\
                        "volume":"0","quote_volume":"0","vwap":null,"best_bid":"60000","best_ask":"60001",\
                        "timestamp":"2026-01-01T12:00:00.123456Z"}]}""");
    }

    @Test
    void whatWasTradedIsToldWithoutTheMatcher() {
        venue.matcher.refuses(Refusal.unavailable("The matcher is catching up"));

        var answer = venue.get("/api/v1/market/stats?instrument=BTC-USD");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"last\":\"60000\"", "\"best_bid\":null,\"best_ask\":null");
    }

    @Test
    void whatTheMatcherRefusesForAnotherReasonIsNoTicker() {
        venue.matcher.refuses(new Refusal(Code.INTERNAL));

        assertThat(venue.get("/api/v1/market/stats?instrument=BTC-USD").status())
                .isEqualTo(500);
    }

    @Test
    void whatCannotBeSaysWhichFieldIsWrong() {
        wrong("instrument", "/market/analytics");
        wrong("instrument", "/market/candles");
        wrong("instrument", "/market/stats");
        wrong("interval", "/market/analytics?instrument=BTC-USD&interval=0");
        wrong("interval", "/market/analytics?instrument=BTC-USD&interval=1m");
        wrong("start_time", "/market/analytics?instrument=BTC-USD&start_time=yesterday");
        wrong("end_time", "/market/candles?instrument=BTC-USD&end_time=1767265200");
        wrong("limit", "/market/candles?instrument=BTC-USD&limit=501");
        assertThat(venue.get("/api/v1/market/stats?instrument=XYZ").body()).contains("\"code\":\"UNKNOWN_INSTRUMENT\"");
    }

    private static void wrong(String field, String path) {
        var answer = venue.get("/api/v1" + path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"VALIDATION\"", "\"field\":\"" + field + "\"");
    }
}
