package dev.openbell.history.archive;

import static dev.openbell.history.market.EventLog.BTC_USD;
import static dev.openbell.history.market.EventLog.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.history.candles.MarketClock;
import dev.openbell.history.candles.Pencil;
import dev.openbell.history.candles.RandomTrades;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import dev.openbell.history.log.Progress;
import dev.openbell.history.market.EventLog;
import dev.openbell.history.market.MarketReplay;
import dev.openbell.history.v1.Aggregate;
import dev.openbell.history.v1.GetAnalyticsRequest;
import dev.openbell.history.v1.GetAnalyticsResponse;
import dev.openbell.history.v1.GetStatsRequest;
import dev.openbell.history.v1.GetStatsResponse;
import dev.openbell.history.v1.ListCandlesRequest;
import dev.openbell.history.v1.ListCandlesResponse;
import dev.openbell.history.v1.Ticker;
import dev.openbell.market.v1.Candle;
import dev.openbell.trading.v1.Trade;
import io.grpc.stub.StreamObserver;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What trades come to, as the door tells it. The market's time is that of its last event. */
class StatisticsTest {
    private static final long MINUTE = Pencil.MINUTE, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Database database = RealPostgres.open();
    private final MarketClock clock = new MarketClock();
    private final Progress progress = new Progress(Duration.ZERO);
    private final HistoryDoor door = new HistoryDoor(database, clock, progress);
    private final MarketReplay market = new MarketReplay(database, clock, progress);
    private int trades;

    @BeforeEach
    void anInstrumentIsListed() throws SQLException {
        market.apply(log -> {
            log.time = micros("2026-02-01T00:00:00Z");
            log.command(listed(BTC_USD));
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aMinuteWithoutATradeHasNoCandle() throws SQLException {
        trade("2026-03-01T12:00:05Z", "100", "2");
        trade("2026-03-01T12:00:59.999999Z", "103", "1");
        trade("2026-03-01T12:03:00Z", "101", "1");
        passes("2026-03-01T12:03:30Z");

        var candles = candles("1m");

        assertThat(candles)
                .extracting(StatisticsTest::told)
                .containsExactly(
                        "2026-03-01T12:00:00Z 100 103 100 103, 3 for 303 in 2 at 101, closed",
                        "2026-03-01T12:03:00Z 101 101 101 101, 1 for 101 in 1 at 101");
    }

    @Test
    void everyIntervalBeginsWhereTheDayDoes() throws SQLException {
        trade("2026-02-28T23:59:59Z", "90", "1");
        trade("2026-03-01T03:59:59Z", "100", "1");
        trade("2026-03-01T04:00:00Z", "110", "1");
        trade("2026-03-01T04:19:59Z", "120", "1");

        assertThat(opens("5m")).containsExactly("23:55", "03:55", "04:00", "04:15");
        assertThat(opens("15m")).containsExactly("23:45", "03:45", "04:00", "04:15");
        assertThat(opens("1h")).containsExactly("23:00", "03:00", "04:00");
        assertThat(opens("4h")).containsExactly("20:00", "00:00", "04:00");
        assertThat(candles("1d"))
                .extracting(StatisticsTest::told)
                .containsExactly(
                        "2026-02-28T00:00:00Z 90 90 90 90, 1 for 90 in 1 at 90, closed",
                        "2026-03-01T00:00:00Z 100 120 100 120, 3 for 330 in 3 at 110");
    }

    @Test
    void aLimitShowsTheNewestOrFromAStartOnTheFirst() throws SQLException {
        for (int minute = 0; minute < 30; minute++) {
            trade(NOON.plusSeconds(60L * minute).toString(), Integer.toString(100 + minute), "1");
        }

        var newest = candles(ListCandlesRequest.newBuilder().setInterval("5m").setLimit(2));
        assertThat(newest).extracting(candle -> E8.format(candle.getOpenE8())).containsExactly("120", "125");
        assertThat(newest).extracting(Candle::getTrades).containsExactly(5L, 5L);
        var first = candles(ListCandlesRequest.newBuilder()
                .setInterval("5m")
                .setLimit(2)
                .setStartTimeMicros(micros("2026-03-01T12:00:00.000001Z")));
        assertThat(first).extracting(candle -> E8.format(candle.getOpenE8())).containsExactly("105", "110");
        var before = candles(ListCandlesRequest.newBuilder()
                .setInterval("5m")
                .setLimit(2)
                .setEndTimeMicros(micros("2026-03-01T12:10:00Z")));
        assertThat(before).extracting(candle -> E8.format(candle.getCloseE8())).containsExactly("104", "109");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void analyticsOfAnyRangeAreWhatItsTradesComeTo(long seed) throws SQLException {
        var random = new Random(seed);
        long start = micros("2026-03-01T10:17:31Z");
        var all = RandomTrades.from(random, BTC_USD, start, 600);
        market.apply(log -> all.forEach(trade -> print(log, trade)));
        long end = all.getLast().getTimestampMicros() + 2 * HOUR;

        for (int i = 0; i < 40; i++) {
            long from = random.nextLong(start - HOUR, end);
            long length = 1 + random.nextLong(random.nextBoolean() ? 3 * MINUTE : end - start);
            int minutes = new int[] {1, 5, 7, 60, 120, 1_440}[random.nextInt(6)];
            if (length / (minutes * MINUTE) > 4_000) continue;

            var answer = analytics(GetAnalyticsRequest.newBuilder()
                    .setStartTimeMicros(from)
                    .setEndTimeMicros(from + length)
                    .setIntervalMinutes(minutes));

            var inRange = all.stream()
                    .filter(trade -> trade.getTimestampMicros() >= from && trade.getTimestampMicros() < from + length)
                    .toList();
            var reckoned = new ArrayList<Aggregate>();
            Pencil.inBuckets(inRange, minutes).forEach((time, some) -> reckoned.add(aggregate(time, some)));
            assertThat(answer.getAggregatesList())
                    .as("%d minutes from %d for %d", minutes, from, length)
                    .isEqualTo(reckoned);
            assertThat(answer.hasOverallVwapE8()).isEqualTo(!inRange.isEmpty());
            if (!inRange.isEmpty()) assertThat(answer.getOverallVwapE8()).isEqualTo(new Pencil(inRange).vwap());
        }
    }

    @Test
    void whereNothingIsSaidTheLastDayIsMeantByTheMinute() throws SQLException {
        trade("2026-02-28T12:00:30.999999Z", "50", "1");
        trade("2026-02-28T12:00:31Z", "60", "1");
        trade("2026-03-01T12:00:31Z", "70", "3");

        var answer = analytics(GetAnalyticsRequest.newBuilder());

        assertThat(answer.getIntervalMinutes()).isEqualTo(1);
        assertThat(answer.getEndTimeMicros() - answer.getStartTimeMicros()).isEqualTo(DAY);
        assertThat(answer.getAggregatesList()).last().satisfies(last -> {
            assertThat(last.getTimeBucketMicros()).isEqualTo(micros("2026-03-01T12:00:00Z"));
            assertThat(last.getTotalQuantityE8()).isEqualTo(E8.parse("3"));
        });
        assertThat(answer.getAggregatesCount()).isEqualTo(1);
    }

    @Test
    void aDayIsTheLastTwentyFourHoursToTheMicrosecond() throws SQLException {
        trade("2026-02-28T11:00:00Z", "80", "1");
        trade("2026-02-28T12:00:20Z", "100", "1");
        trade("2026-02-28T12:00:50Z", "90", "2");
        trade("2026-03-01T11:59:00Z", "130", "1");
        trade("2026-03-01T12:00:00Z", "110", "1");

        assertThat(statsAt("2026-03-01T12:00:20Z")).isEqualTo("110, +30 +37.5 %, 90 to 130, 5 for 520 at 104");
        assertThat(statsAt("2026-03-01T12:00:21Z")).isEqualTo("110, +10 +10 %, 90 to 130, 4 for 420 at 105");
        assertThat(statsAt("2026-03-01T12:01:21Z")).isEqualTo("110, +20 +22.22222222 %, 110 to 130, 2 for 240 at 120");
        assertThat(statsAt("2026-03-03T00:00:00Z")).isEqualTo("110, +0 +0 %, nothing");
    }

    @Test
    void anInstrumentThatIsYoungerThanADayChangesFromItsFirstPrice() throws SQLException {
        trade("2026-03-01T11:59:00Z", "120", "1");
        trade("2026-03-01T12:00:00Z", "90", "1");

        assertThat(statsAt("2026-03-01T12:00:30Z")).isEqualTo("90, -30 -25 %, 90 to 120, 2 for 210 at 105");
    }

    @Test
    void whatWasNeverTradedHasNoPrice() throws SQLException {
        market.apply(log -> log.command(listed("NEW-USD")));

        var ticker = stats("NEW-USD").getFirst();
        assertThat(ticker.hasLastE8()).isFalse();
        assertThat(ticker.hasVwapE8()).isFalse();
        assertThat(ticker.getVolumeE8()).isZero();
        assertThat(stats("")).extracting(Ticker::getInstrument).containsExactly(BTC_USD, "NEW-USD");
        assertThat(candles("1m")).isEmpty();
        assertThat(analytics(GetAnalyticsRequest.newBuilder()).hasOverallVwapE8())
                .isFalse();
    }

    @Test
    void whatCannotBeAskedSaysWhichFieldIsWrong() {
        refused("instrument", () -> ask(GetAnalyticsRequest.newBuilder()));
        refused("interval", () -> analytics(GetAnalyticsRequest.newBuilder().setIntervalMinutes(-1)));
        refused("interval", () -> analytics(GetAnalyticsRequest.newBuilder().setIntervalMinutes(1_441)));
        refused("start_time", () -> analytics(between(NOON, NOON)));
        refused("start_time", () -> analytics(between(NOON, NOON.minusSeconds(1))));
        refused("start_time", () -> analytics(GetAnalyticsRequest.newBuilder().setStartTimeMicros(-1)));
        refused("end_time", () -> analytics(GetAnalyticsRequest.newBuilder().setEndTimeMicros(Long.MAX_VALUE)));
        refused("interval", () -> analytics(between(NOON.minusSeconds(5_000 * 60), NOON.plusSeconds(1))));
        refused(
                "start_time",
                () -> analytics(between(NOON.minusSeconds(32 * 86_400), NOON).setIntervalMinutes(30)));
        refused(
                "start_time",
                () -> analytics(between(NOON.minusSeconds(367 * 86_400), NOON).setIntervalMinutes(120)));

        refused("instrument", () -> door.listCandles(ListCandlesRequest.getDefaultInstance(), new Answer<>()));
        refused("interval", () -> candles(""));
        refused("interval", () -> candles("2m"));
        refused(
                "limit",
                () -> candles(ListCandlesRequest.newBuilder().setInterval("1m").setLimit(501)));
        refused(
                "start_time",
                () -> candles(ListCandlesRequest.newBuilder()
                        .setInterval("1m")
                        .setStartTimeMicros(7)
                        .setEndTimeMicros(7)));
        refused(
                "end_time",
                () -> candles(ListCandlesRequest.newBuilder().setInterval("1m").setEndTimeMicros(-7)));
    }

    @Test
    void asMuchAsIsAllowedIsAnswered() {
        assertThat(analytics(between(NOON.minusSeconds(5_000 * 60), NOON)).getAggregatesCount())
                .isZero();
        assertThat(analytics(between(NOON.minusSeconds(366 * 86_400), NOON).setIntervalMinutes(120))
                        .getAggregatesCount())
                .isZero();
    }

    @Test
    void nobodyTradesWhatIsNotListed() {
        unknown(() -> ask(GetAnalyticsRequest.newBuilder().setInstrument("NO-SUCH")));
        unknown(() -> stats("NO-SUCH"));
        unknown(() -> door.listCandles(
                ListCandlesRequest.newBuilder()
                        .setInstrument("NO-SUCH")
                        .setInterval("1m")
                        .build(),
                new Answer<>()));
    }

    private void trade(String time, String price, String quantity) throws SQLException {
        market.apply(log -> print(
                log,
                Trade.newBuilder()
                        .setTradeId("%06d".formatted(++trades))
                        .setInstrument(BTC_USD)
                        .setPriceE8(E8.parse(price))
                        .setQuantityE8(E8.parse(quantity))
                        .setTakerSide(dev.openbell.trading.v1.Side.BUY)
                        .setTimestampMicros(micros(time))
                        .build()));
    }

    private static void print(EventLog log, Trade trade) {
        log.time = trade.getTimestampMicros();
        log.command(log.traded(trade));
    }

    /** Nothing happens until then. */
    private void passes(String time) {
        clock.heard(0, micros(time));
    }

    private List<Candle> candles(String interval) {
        return candles(ListCandlesRequest.newBuilder().setInterval(interval));
    }

    private List<Candle> candles(ListCandlesRequest.Builder request) {
        var answer = new Answer<ListCandlesResponse>();
        door.listCandles(request.setInstrument(BTC_USD).build(), answer);
        return answer.only().getCandlesList();
    }

    private List<String> opens(String interval) {
        return candles(interval).stream()
                .map(candle -> instant(candle.getOpenTimeMicros()).toString().substring(11, 16))
                .toList();
    }

    private GetAnalyticsResponse analytics(GetAnalyticsRequest.Builder request) {
        return ask(request.setInstrument(BTC_USD));
    }

    private GetAnalyticsResponse ask(GetAnalyticsRequest.Builder request) {
        var answer = new Answer<GetAnalyticsResponse>();
        door.getAnalytics(request.build(), answer);
        return answer.only();
    }

    private List<Ticker> stats(String instrument) {
        var answer = new Answer<GetStatsResponse>();
        door.getStats(GetStatsRequest.newBuilder().setInstrument(instrument).build(), answer);
        return answer.only().getTickersList();
    }

    /** At exactly this time, which the market's clock is only told of. */
    private String statsAt(String time) {
        var ticker = database.read(connection -> Tickers.list(connection, BTC_USD, micros(time)))
                .getFirst();
        var change = "%s, %s %s %%"
                .formatted(
                        E8.format(ticker.getLastE8()),
                        signed(ticker.getChangeE8()),
                        signed(ticker.getChangePercentE8()));
        if (!ticker.hasHighE8()) return change + ", nothing";
        return "%s, %s to %s, %s for %s at %s"
                .formatted(
                        change,
                        E8.format(ticker.getLowE8()),
                        E8.format(ticker.getHighE8()),
                        E8.format(ticker.getVolumeE8()),
                        E8.format(ticker.getQuoteVolumeE8()),
                        E8.format(ticker.getVwapE8()));
    }

    private static String signed(long e8) {
        return (e8 < 0 ? "" : "+") + E8.format(e8);
    }

    private static String told(Candle candle) {
        return "%s %s %s %s %s, %s for %s in %d at %s%s"
                .formatted(
                        instant(candle.getOpenTimeMicros()),
                        E8.format(candle.getOpenE8()),
                        E8.format(candle.getHighE8()),
                        E8.format(candle.getLowE8()),
                        E8.format(candle.getCloseE8()),
                        E8.format(candle.getVolumeE8()),
                        E8.format(candle.getQuoteVolumeE8()),
                        candle.getTrades(),
                        E8.format(candle.getVwapE8()),
                        candle.getClosed() ? ", closed" : "");
    }

    private static Aggregate aggregate(long time, Pencil trades) {
        return Aggregate.newBuilder()
                .setTimeBucketMicros(time)
                .setTradeCount(trades.trades().size())
                .setTotalQuantityE8(trades.volume())
                .setAvgPriceE8(trades.averagePrice())
                .setMinPriceE8(trades.low())
                .setMaxPriceE8(trades.high())
                .setTotalVolumeE8(trades.quoteVolume())
                .setVwapE8(trades.vwap())
                .build();
    }

    private static GetAnalyticsRequest.Builder between(Instant start, Instant end) {
        return GetAnalyticsRequest.newBuilder()
                .setStartTimeMicros(start.toEpochMilli() * 1_000)
                .setEndTimeMicros(end.toEpochMilli() * 1_000);
    }

    private static void refused(String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.VALIDATION);
            assertThat(refusal.errors()).extracting(Refusal.FieldError::field).containsExactly(field);
        });
    }

    private static void unknown(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNKNOWN_INSTRUMENT));
    }

    private static long micros(String time) {
        var instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochMilli(micros / 1_000);
    }

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    /** What the door says. */
    private static final class Answer<T> implements StreamObserver<T> {
        private final List<T> said = new ArrayList<>();

        T only() {
            assertThat(said).hasSize(1);
            return said.getFirst();
        }

        @Override
        public void onNext(T message) {
            said.add(message);
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onCompleted() {
            assertThat(said).isNotEmpty();
        }
    }
}
