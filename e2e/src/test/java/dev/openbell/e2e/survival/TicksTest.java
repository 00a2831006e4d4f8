package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.e2e.dsl.SyntheticMarket;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.PriceTick;
import dev.openbell.events.v1.Topics;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed's prices in the command log, while those who bring them there are killed. */
class TicksTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final TopicPartition COMMANDS = new TopicPartition(Topics.TRADING_COMMANDS, 0);
    private static final String INSTRUMENTS = """
            - {symbol: BTC-USD, base: BTC, quote: USD, tick: "0.5", lot: "0.0001", min_notional: "5", price_band: "0.5", \
            collar: "0.05", maker_fee: "0.0005", taker_fee: "0.001"}
            - {symbol: BTC_USDC, kind: cfd, base: BTC, quote: USD, tick: "0.1", lot: "0.0001", min_notional: "1", \
            taker_fee: "0.0005", max_leverage: 100, maintenance_rate: "0.005", financing_rate: "0.0001"}
            """;

    @TempDir
    Path folder;

    @Test
    void whoeverIsKilledTheTicksGoOnAndNeverBack() throws IOException, InterruptedException {
        var setup = RunningVenue.quiet(folder)
                .with(
                        "OPENBELL_INSTRUMENTS",
                        Files.writeString(folder.resolve("one-cfd.yml"), INSTRUMENTS)
                                .toString())
                .withServices(Service.MATCHER, Service.PRICE_FEED);
        try (var venue = Venue.start(setup);
                var log = reader(venue)) {
            var ticks = new ArrayList<PriceTick>();
            more(log, ticks);
            long firstRun = ticks.getLast().getSourceEpoch();

            venue.kill("matcher");
            more(log, ticks);

            // Far from where a market of the feed's own begins.
            new SyntheticMarket(venue).jumps("BTC_USDC", -20);
            Eventually.holds(SOON, () -> {
                more(log, ticks);
                assertThat(ticks.getLast().getBidE8()).isLessThan(55_000_00000000L);
            });
            int known = ticks.size();

            venue.kill("price-feed");
            Eventually.holds(SOON, () -> {
                more(log, ticks);
                assertThat(ticks.getLast().getSourceEpoch()).isGreaterThan(firstRun);
            });

            var left = ticks.get(known - 1);
            assertThat(ticks.subList(known, ticks.size()))
                    .as("it goes on from where it was")
                    .allSatisfy(tick -> assertThat(tick.getBidE8())
                            .isBetween(left.getBidE8() * 95 / 100, left.getBidE8() * 105 / 100));

            assertThat(ticks)
                    .as("only what is listed")
                    .allMatch(tick -> tick.getSymbol().equals("BTC_USDC"));
            for (int i = 1; i < ticks.size(); i++) {
                assertThat(isNewer(ticks.get(i), ticks.get(i - 1)))
                        .as("%s after %s", ticks.get(i), ticks.get(i - 1))
                        .isTrue();
            }
        }
    }

    private static boolean isNewer(PriceTick tick, PriceTick before) {
        if (tick.getSourceEpoch() != before.getSourceEpoch()) return tick.getSourceEpoch() > before.getSourceEpoch();
        return tick.getSourceSequence() > before.getSourceSequence();
    }

    /** Ten ticks that were not there before. */
    private static void more(KafkaConsumer<byte[], byte[]> log, List<PriceTick> ticks) {
        int wanted = ticks.size() + 10;
        Eventually.holds(SOON, () -> {
            for (var record : log.poll(Duration.ofMillis(500))) {
                try {
                    var command = LoggedCommand.parseFrom(record.value());
                    if (command.hasPriceTick()) ticks.add(command.getPriceTick());
                } catch (InvalidProtocolBufferException e) {
                    throw new IllegalStateException("the command log cannot be read", e);
                }
            }
            assertThat(ticks).hasSizeGreaterThanOrEqualTo(wanted);
        });
    }

    private static KafkaConsumer<byte[], byte[]> reader(Venue venue) {
        var reader = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", venue.addresses().kafka(), "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        reader.assign(List.of(COMMANDS));
        reader.seekToBeginning(List.of(COMMANDS));
        return reader;
    }
}
