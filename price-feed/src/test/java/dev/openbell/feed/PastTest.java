package dev.openbell.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PastTest {
    private static final long YEAR_3000_MICROS = 32_503_680_000_000_000L;

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>(OffsetResetStrategy.NONE);
    private final List<TopicPartition> partitions =
            List.of(new TopicPartition(Topics.PRICE_UPDATES, 0), new TopicPartition(Topics.PRICE_UPDATES, 1));

    PastTest() {
        kafka.updatePartitions(
                Topics.PRICE_UPDATES,
                partitions.stream()
                        .map(each -> new PartitionInfo(each.topic(), each.partition(), null, null, null))
                        .toList());
        for (var each : partitions) {
            kafka.updateBeginningOffsets(Map.of(each, 0L));
            kafka.updateEndOffsets(Map.of(each, 0L));
        }
    }

    @Test
    void atFirstThereIsNone() {
        assertThat(Past.read(kafka)).isEqualTo(Past.NONE);
        assertThat(Past.NONE.nextEpoch()).isLessThan(YEAR_3000_MICROS);
    }

    @Test
    void theNewestOfEachSymbolIsKnownThoughSeveralShareAPartition() {
        holds(
                0,
                price("BTC_USDC", 7, 10),
                price("SOL_USDC", 7, 20),
                price("BTC_USDC", 8, 11),
                "no price".getBytes(StandardCharsets.UTF_8));
        holds(1, price("ETH_USDC", 8, 30));

        var past = Past.read(kafka);

        assertThat(past.epoch()).isEqualTo(8);
        assertThat(past.quotes())
                .containsOnly(
                        Map.entry("BTC_USDC", new Quote(11, 12, 11)),
                        Map.entry("SOL_USDC", new Quote(20, 21, 20)),
                        Map.entry("ETH_USDC", new Quote(30, 31, 30)));
    }

    @Test
    void aRunIsNumberedHigherThanTheOneBeforeThoughTheClockWasPutBack() {
        assertThat(new Past(YEAR_3000_MICROS, Map.of()).nextEpoch()).isEqualTo(YEAR_3000_MICROS + 1);
    }

    private void holds(int partition, byte[]... records) {
        var where = partitions.get(partition);
        kafka.updateEndOffsets(Map.of(where, (long) records.length));
        kafka.schedulePollTask(() -> {
            for (int i = 0; i < records.length; i++) {
                kafka.addRecord(new ConsumerRecord<>(where.topic(), partition, i, new byte[0], records[i]));
            }
        });
    }

    private static byte[] price(String symbol, long epoch, long bidE8) {
        return PriceUpdate.newBuilder()
                .setSymbol(symbol)
                .setSourceEpoch(epoch)
                .setBidE8(bidE8)
                .setAskE8(bidE8 + 1)
                .setLastE8(bidE8)
                .build()
                .toByteArray();
    }
}
