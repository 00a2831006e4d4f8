package dev.openbell.e2e.dsl;

import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.PriceTick;
import dev.openbell.events.v1.Topics;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Says what a CFD costs, in the words and at the place where the owner of a shard says it, and says it again twice a second, as a feed
 * does: a price that is five seconds old is not traded at.
 */
final class Feed implements AutoCloseable {
    private static final int AGAIN_AFTER_MS = 500;

    private record Quote(BigDecimal bid, BigDecimal ask) {}

    private final KafkaProducer<byte[], byte[]> log;
    private final Map<String, Quote> said = new HashMap<>();
    private final ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("feed").daemon().factory());
    private long sequence;

    Feed(String kafka) {
        var settings = Map.<String, Object>of("bootstrap.servers", kafka, "acks", "all");
        log = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        var _ = again.scheduleWithFixedDelay(this::sayAgain, AGAIN_AFTER_MS, AGAIN_AFTER_MS, TimeUnit.MILLISECONDS);
    }

    synchronized void says(String symbol, BigDecimal bid, BigDecimal ask) {
        var quote = new Quote(bid, ask);
        said.put(symbol, quote);
        append(symbol, quote);
        // What is asked of the venue after this comes behind it in the log.
        log.flush();
    }

    private synchronized void sayAgain() {
        said.forEach(this::append);
    }

    private void append(String symbol, Quote quote) {
        var tick = PriceTick.newBuilder()
                .setSymbol(symbol)
                .setBidE8(e8(quote.bid))
                .setAskE8(e8(quote.ask))
                .setLastE8(e8(quote.bid))
                .setSourceEpoch(1)
                .setSourceSequence(++sequence);
        var command = LoggedCommand.newBuilder()
                .setVersion(1)
                .setAcceptedAtMicros(System.currentTimeMillis() * 1_000)
                .setPriceTick(tick)
                .build();
        var _ = log.send(new ProducerRecord<>(Topics.TRADING_COMMANDS, 0, null, command.toByteArray()));
    }

    private static long e8(BigDecimal decimal) {
        return decimal.movePointRight(8).longValueExact();
    }

    @Override
    public void close() {
        again.shutdownNow();
        log.close();
    }
}
