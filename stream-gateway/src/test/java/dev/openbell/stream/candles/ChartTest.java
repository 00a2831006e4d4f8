package dev.openbell.stream.candles;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.money.E8;
import dev.openbell.trading.v1.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a chart shows, beside what is computed from all trades by other means: with decimals, and with the calendar's own days and hours. */
class ChartTest {
    private static final Instant EVENING = Instant.parse("2026-03-01T21:00:00Z");
    private static final int TRADES = 3_000;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /** It begins somewhere in the day, the history is behind or ahead of it, and is asked again while that cannot be told. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneThatBeganLateShowsWhatOneThatHeardEverythingWouldShow(long seed) {
        var random = new Random(seed);
        var trades = trades(random);
        int begun = random.nextInt(1, TRADES - 200);
        int asked = begun + random.nextInt(100);
        int known = Math.max(0, asked - 50 + random.nextInt(100));
        var chart = new Chart(trades.get(begun - 1).getTimestampMicros());

        trades.subList(begun, asked).forEach(chart::traded);
        chart.remember(history(trades.subList(0, known), chart.cut()));
        trades.subList(asked, TRADES).forEach(chart::traded);
        if (chart.wantsPast()) chart.remember(history(trades, chart.cut()));

        assertThat(chart.wantsPast()).isFalse();
        for (var interval : Interval.values()) {
            assertThat(chart.latest(interval))
                    .as(interval.text())
                    .isEqualTo(candles(trades, interval).getLast());
        }
        long now = trades.getLast().getTimestampMicros();
        assertThat(chart.summary(now)).isEqualTo(summary(trades, now));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachCandleThatHasBurntOutIsToldOnce(long seed) {
        var trades = trades(new Random(seed));
        var chart = new Chart(trades.getFirst().getTimestampMicros());
        var ended = new ArrayList<Chart.Ended>();
        for (var trade : trades) {
            chart.traded(trade);
            ended.addAll(chart.ended());
        }

        for (var interval : Interval.values()) {
            var all = candles(trades, interval);
            assertThat(ended.stream().filter(end -> end.interval() == interval).map(Chart.Ended::candle))
                    .isEqualTo(all.subList(0, all.size() - 1));
        }
    }

    @Test
    void whatWasNotHeardYetButIsInTheHistoryIsCountedOnce() {
        var chart = new Chart(micros(EVENING));
        var first = trade(1, EVENING.plusSeconds(1), "100", "1");
        var second = trade(2, EVENING.plusSeconds(2), "101", "2");

        chart.remember(new Past(E8.parse("101"), null, List.of(), List.of(second, first)));
        chart.traded(first);
        chart.traded(second);

        var candle = chart.latest(Interval.MINUTE);
        assertThat(candle).isNotNull().extracting(Candle::volume).isEqualTo(E8.parse("3"));
        assertThat(chart.wantsPast()).isFalse();
    }

    @Test
    void aQuietInstrumentIsAskedForAgainWhenItIsTraded() {
        var chart = new Chart(micros(EVENING));
        assertThat(chart.wantsPast()).isTrue();

        chart.remember(new Past(E8.parse("99"), E8.parse("90"), List.of(), List.of()));
        assertThat(chart.wantsPast()).isFalse();
        assertThat(chart.summary(micros(EVENING)).last()).isEqualTo(E8.parse("99"));
        assertThat(chart.summary(micros(EVENING)).change()).isEqualTo(E8.parse("9"));
        assertThat(chart.summary(micros(EVENING)).changePercent()).isEqualTo(E8.parse("10"));

        chart.traded(trade(7, EVENING.plusSeconds(3), "100", "1"));
        assertThat(chart.wantsPast()).isTrue();
    }

    @Test
    void aPriceMakesACandleWithoutVolume() {
        var chart = new Chart(micros(EVENING));
        for (var price : List.of("100", "103", "98", "101")) chart.quoted(micros(EVENING), E8.parse(price));
        chart.quoted(micros(EVENING.minusSeconds(90)), E8.parse("1"));

        assertThat(chart.latest(Interval.HOUR))
                .isEqualTo(new Candle(
                        micros(EVENING), E8.parse("100"), E8.parse("103"), E8.parse("98"), E8.parse("101"), 0, 0, 0));
    }

    @Test
    void afterSomethingWasMissedWhatWasDrawnStaysOnViewUntilTheHistoryTellsItBetter() {
        var chart = new Chart(micros(EVENING));
        chart.traded(trade(1, EVENING, "100", "1"));

        var anew = new Chart(micros(EVENING.plusSeconds(30)), chart);
        assertThat(anew.latest(Interval.MINUTE)).isEqualTo(chart.latest(Interval.MINUTE));
        var missed = trade(2, EVENING.plusSeconds(10), "90", "1");
        anew.remember(new Past(null, null, List.of(), List.of(trade(1, EVENING, "100", "1"), missed)));

        assertThat(anew.latest(Interval.MINUTE))
                .isNotNull()
                .extracting(Candle::low)
                .isEqualTo(E8.parse("90"));
    }

    /** From the evening until after midnight, now and then in a hurry. */
    private static List<Trade> trades(Random random) {
        var trades = new ArrayList<Trade>();
        long time = micros(EVENING);
        long price = 1_200_000;
        for (int id = 1; id <= TRADES; id++) {
            time += random.nextInt(10) == 0 ? random.nextLong(60_000_000) : random.nextLong(3_000_000);
            price += random.nextInt(-5, 6);
            trades.add(Trade.newBuilder()
                    .setTradeId(Ids.text(id))
                    .setTimestampMicros(time)
                    .setPriceE8(price * 5_000_000)
                    .setQuantityE8(random.nextLong(1, 50_000) * 10_000)
                    .build());
        }
        return trades;
    }

    private static Past history(List<Trade> trades, long cut) {
        var minutes = candles(
                trades.stream()
                        .filter(trade -> trade.getTimestampMicros() < cut)
                        .toList(),
                Interval.MINUTE);
        var since = trades.stream()
                .filter(trade -> trade.getTimestampMicros() >= cut)
                .toList();
        var last = trades.isEmpty() ? null : Long.valueOf(trades.getLast().getPriceE8());
        var before = trades.isEmpty() ? null : Long.valueOf(trades.getFirst().getPriceE8());
        return new Past(last, before, minutes, since.reversed());
    }

    private static List<Candle> candles(List<Trade> trades, Interval interval) {
        var byOpening = trades.stream().collect(groupingBy(trade -> opening(trade, interval), TreeMap::new, toList()));
        return byOpening.entrySet().stream()
                .map(entry -> candle(micros(entry.getKey()), entry.getValue()))
                .toList();
    }

    private static Instant opening(Trade trade, Interval interval) {
        var time = Instant.EPOCH
                .plus(trade.getTimestampMicros(), ChronoUnit.MICROS)
                .atZone(ZoneOffset.UTC);
        ZonedDateTime opening = switch (interval) {
            case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
            case FIVE_MINUTES -> time.truncatedTo(ChronoUnit.HOURS).plusMinutes(time.getMinute() / 5 * 5L);
            case QUARTER -> time.truncatedTo(ChronoUnit.HOURS).plusMinutes(time.getMinute() / 15 * 15L);
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case FOUR_HOURS -> time.truncatedTo(ChronoUnit.DAYS).plusHours(time.getHour() / 4 * 4L);
            case DAY -> time.truncatedTo(ChronoUnit.DAYS);
        };
        return opening.toInstant();
    }

    private static Candle candle(long opening, List<Trade> trades) {
        var prices = trades.stream().mapToLong(Trade::getPriceE8).summaryStatistics();
        var worth = trades.stream()
                .map(trade -> decimal(trade.getPriceE8()).multiply(decimal(trade.getQuantityE8())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Candle(
                opening,
                trades.getFirst().getPriceE8(),
                prices.getMax(),
                prices.getMin(),
                trades.getLast().getPriceE8(),
                trades.stream().mapToLong(Trade::getQuantityE8).sum(),
                worth.setScale(8, RoundingMode.UNNECESSARY).unscaledValue().longValueExact(),
                trades.size());
    }

    private static Summary summary(List<Trade> trades, long now) {
        var minute = Instant.EPOCH.plus(now, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MINUTES);
        long from = micros(minute.minus(Duration.ofMinutes(1_439)));
        Predicate<Trade> isWithin = trade -> trade.getTimestampMicros() >= from;
        var day = candle(0, trades.stream().filter(isWithin).toList());
        long last = trades.getLast().getPriceE8();
        return new Summary(
                last,
                trades.getFirst().getPriceE8(),
                new Candle(
                        micros(opening(trades.getFirst(), Interval.MINUTE)),
                        day.open(),
                        day.high(),
                        day.low(),
                        day.close(),
                        day.volume(),
                        day.quoteVolume(),
                        day.trades()));
    }

    private static Trade trade(long id, Instant time, String price, String quantity) {
        return Trade.newBuilder()
                .setTradeId(Ids.text(id))
                .setTimestampMicros(micros(time))
                .setPriceE8(E8.parse(price))
                .setQuantityE8(E8.parse(quantity))
                .build();
    }

    private static BigDecimal decimal(long e8) {
        return BigDecimal.valueOf(e8, 8);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
