package dev.openbell.chassis.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.health.Waiting;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feed's prices as they come: only what comes, nothing of what was. Where reading fails it starts over at the end. */
public final class PriceTail {
    private static final Logger log = LoggerFactory.getLogger(PriceTail.class);
    private static final String FEED = "the topic of the feed";

    private final KafkaConnection kafka;
    private final Waiting waiting;

    public PriceTail(KafkaConnection kafka, Waiting waiting) {
        this.kafka = kafka;
        this.waiting = waiting;
    }

    /** Says that it is to come: until it reads, the service is not ready. */
    public void announce() {
        waiting.begin(FEED, "starting");
    }

    /** Who is told of prices, in the order in which they came. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Hears what has come; perhaps nothing.
         *
         * @return how long it can wait for the next prices
         */
        Duration hear(List<PriceUpdate> prices) throws InterruptedException;
    }

    /** Tells the listener until this thread is interrupted. */
    public void follow(Listener listener) {
        try {
            kafka.ensureTopics(TopicPlan.prices());
            try (var consumer = kafka.logReader()) {
                while (true) followOn(consumer, listener);
            }
        } catch (InterruptedException | InterruptException e) {
            log.debug("Stopped", e);
        }
    }

    private void followOn(Consumer<byte[], byte[]> consumer, Listener listener) throws InterruptedException {
        waiting.until(FEED, () -> begin(consumer));
        try {
            var pause = Duration.ZERO;
            while (true) pause = listener.hear(read(consumer, pause));
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("Starting over at the end of the feed", e);
        }
    }

    private static void begin(Consumer<byte[], byte[]> consumer) {
        var partitions = Partitions.of(consumer, Topics.PRICE_UPDATES);
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
    }

    private static List<PriceUpdate> read(Consumer<byte[], byte[]> consumer, Duration pause) {
        var prices = new ArrayList<PriceUpdate>();
        for (var record : consumer.poll(pause)) {
            try {
                prices.add(PriceUpdate.parseFrom(record.value()));
            } catch (InvalidProtocolBufferException e) {
                log.warn("Offset {} of {}-{} is no price", record.offset(), record.topic(), record.partition(), e);
            }
        }
        return prices;
    }
}
