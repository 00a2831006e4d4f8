package dev.openbell.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.kafka.ProtobufSerializer;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final PriceUpdate PRICE =
            PriceUpdate.newBuilder().setSymbol("BTC_USDC").setBidE8(1).build();

    private final MockProducer<String, MessageLite> kafka =
            new MockProducer<>(false, null, new StringSerializer(), new ProtobufSerializer());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Publisher publisher = new Publisher(kafka, metrics);

    @Test
    void aPriceIsPublishedWhenKafkaHasTakenIt() {
        publisher.publish(PRICE);
        assertThat(publisher.sincePublished()).isGreaterThan(Duration.ofHours(1));

        kafka.completeNext();

        assertThat(publisher.sincePublished()).isLessThan(Duration.ofHours(1));
        var record = kafka.history().getFirst();
        assertThat(record.topic()).isEqualTo(Topics.PRICE_UPDATES);
        assertThat(record.key()).isEqualTo("BTC_USDC");
        assertThat(record.value()).isEqualTo(PRICE);
    }

    @Test
    void aPriceThatKafkaDidNotTakeIsCountedAndNotPublished() {
        publisher.publish(PRICE);

        kafka.errorNext(new TimeoutException("no broker"));

        assertThat(publisher.sincePublished()).isGreaterThan(Duration.ofHours(1));
        assertThat(metrics.get("openbell.feed.lost").counter().count()).isEqualTo(1);
    }
}
