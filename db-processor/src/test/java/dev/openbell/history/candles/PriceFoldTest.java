package dev.openbell.history.candles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.money.E8;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Topics;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import dev.openbell.history.log.DeadLetters;
import dev.openbell.history.log.LogPositions;
import dev.openbell.history.log.Position;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A feed by hand, a real database, and dead letters that can be looked at. */
class PriceFoldTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.PRICE_UPDATES, 0);
    private static final Position BEGINNING = Position.atBeginning("topic", 0);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Database database = RealPostgres.open();
    private final MockProducer<byte[], byte[]> dead =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PriceFold fold = foldEvery(Duration.ZERO);
    private final List<ConsumerRecord<byte[], byte[]>> feed = new ArrayList<>();

    @BeforeEach
    void aFeedThatNobodyHasFollowed() throws SQLException {
        database.transaction(connection -> LogPositions.findOrBegin(connection, PARTITION, BEGINNING));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCandleFollowsTheMiddle() throws Exception {
        quotes(NOON, "100", "102");
        quotes(NOON.plusSeconds(10), "104", "106");
        quotes(NOON.plusSeconds(20), "98", "98.5");
        quotes(NOON.plusSeconds(59), "99", "100");
        quotes(NOON.plusSeconds(60), "110", "110.00000001");

        fold.apply(feed, BEGINNING);

        assertThat(candles(1)).isEqualTo("101 105 98.25 99.5, 110 110 110 110");
        assertThat(candles(60)).isEqualTo("101 110 98.25 110");
        assertThat(candles(1_440)).isEqualTo(candles(60));
    }

    @Test
    void pricesThatComeAgainChangeNothing() throws Exception {
        quotes(NOON, "100", "102");
        quotes(NOON.plusSeconds(1), "104", "106");
        var position = fold.apply(feed, BEGINNING);
        var once = RealPostgres.rows(database, "price_candles");
        feed.add(at(feed.size(), feed.getFirst().value()));

        fold.apply(feed.subList(2, 3), position);

        assertThat(RealPostgres.rows(database, "price_candles")).isEqualTo(once);
    }

    @Test
    void whatIsNoPriceLiesWithTheDeadLettersAndThePricesGoOn() throws Exception {
        quotes(NOON, "100", "102");
        comes(new byte[] {(byte) 0xff, 1, 2});
        comes(price(NOON, "0", "102").build());
        comes(price(NOON, "103", "102").build());
        comes(price(NOON.plusSeconds(3_600), "100", "102").build());
        comes(price(NOON, "100", "102").setSymbol("").build());
        comes(price(NOON, "100", "102").clearSourceTimeMicros().build());
        quotes(NOON.plusSeconds(1), "104", "106");

        var position = fold.apply(feed, BEGINNING);

        assertThat(position.nextOffset()).isEqualTo(8);
        assertThat(candles(1)).isEqualTo("101 105 101 105");
        assertThat(dead.history())
                .hasSize(6)
                .allSatisfy(letter -> assertThat(letter.topic()).isEqualTo("price.updates.dlq"));
        var first = dead.history().getFirst();
        assertThat(first.value()).isEqualTo(feed.get(1).value());
        assertThat(header(first, "reason")).isEqualTo("unreadable");
        assertThat(header(first, "source")).isEqualTo("price.updates-0@1");
        assertThat(header(first, "detail")).startsWith("it cannot be read");
        assertThat(dead.history().stream().skip(1).map(letter -> header(letter, "detail")))
                .containsExactly(
                        "bid and ask are no prices",
                        "bid and ask are no prices",
                        "its time has not come",
                        "the symbol is missing or too long",
                        "it has no time");
        assertThat(meters.counter("openbell.log.dead.letters", "topic", Topics.PRICE_UPDATES, "reason", "unreadable")
                        .count())
                .isEqualTo(6);
    }

    @Test
    void nothingIsPassedOverThatLiesNowhere() throws Exception {
        quotes(NOON, "100", "102");
        comes(new byte[] {(byte) 0xff});
        dead.sendException = new KafkaException("Kafka is away");

        assertThatThrownBy(() -> fold.apply(feed, BEGINNING)).isInstanceOf(KafkaException.class);
        assertThat(candles(1)).isEmpty();

        dead.sendException = null;
        assertThat(fold.apply(feed, BEGINNING).nextOffset()).isEqualTo(2);
        assertThat(candles(1)).isEqualTo("101 101 101 101");
    }

    @Test
    void pricesAreCollectedForAWhile() throws Exception {
        var slow = foldEvery(Duration.ofDays(1));
        quotes(NOON, "100", "102");
        var position = slow.apply(feed, BEGINNING);
        quotes(NOON.plusSeconds(1), "104", "106");

        assertThat(slow.apply(feed.subList(1, 2), position)).isEqualTo(position);
        assertThat(candles(1)).isEqualTo("101 101 101 101");
    }

    @Test
    void aFeedThatHasGoneOnMeanwhileIsFollowedFromWhereItBeginsNow() {
        var beginning = Position.atBeginning("topic", 900);

        assertThat(fold.displaced("It begins later", BEGINNING, beginning)).isEqualTo(beginning);
    }

    private PriceFold foldEvery(Duration pause) {
        return new PriceFold(PARTITION, database, new DeadLetters(Topics.PRICE_UPDATES_DLQ, () -> dead, meters), pause);
    }

    private void quotes(Instant time, String bid, String ask) {
        comes(price(time, bid, ask).build());
    }

    private PriceUpdate.Builder price(Instant time, String bid, String ask) {
        return PriceUpdate.newBuilder()
                .setSymbol("BTC_USDC")
                .setBidE8(E8.parse(bid))
                .setAskE8(E8.parse(ask))
                .setSourceEpoch(1)
                .setSourceSequence(feed.size() + 1)
                .setSourceTimeMicros(time.toEpochMilli() * 1_000);
    }

    private void comes(PriceUpdate price) {
        comes(price.toByteArray());
    }

    private void comes(byte[] value) {
        feed.add(at(feed.size(), value));
    }

    /** The broker has it at two past noon. */
    private static ConsumerRecord<byte[], byte[]> at(long offset, byte[] value) {
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                NOON.plusSeconds(120).toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length,
                "BTC_USDC".getBytes(UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    /** Open, high, low and close of each. */
    private String candles(int minutes) {
        return RealPostgres.ask(database, """
                SELECT coalesce(string_agg(concat_ws(' ', trim_scale(open_e8 / 1e8), trim_scale(high_e8 / 1e8),
                    trim_scale(low_e8 / 1e8), trim_scale(close_e8 / 1e8)), ', ' ORDER BY opened_at), '')
                FROM price_candles WHERE instrument = 'BTC_USDC' AND minutes = %d""".formatted(minutes));
    }
}
