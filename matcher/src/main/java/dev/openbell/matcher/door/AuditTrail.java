package dev.openbell.matcher.door;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.ProtobufSerializer;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.time.Micros;
import dev.openbell.events.v1.Audit;
import dev.openbell.events.v1.Topics;
import dev.openbell.events.v1.UserCommand;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators do to the market, for the audit trail that the database keeps: it is on its way for good before it is done. */
@Singleton
final class AuditTrail {
    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final int PATIENCE_MS = 3_000;
    private static final int LONGEST_DETAIL = 64;

    private final KafkaConnection kafka;
    private @Nullable Producer<String, MessageLite> producer;

    AuditTrail(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    /**
     * Returns when it cannot get lost any more.
     *
     * @throws Refusal UNAVAILABLE when it could not be written down: then it must not be done
     */
    void append(String action, String detail) {
        var operator = Caller.token().userId();
        var origin = Caller.origin();
        var command = UserCommand.newBuilder()
                .setRequestId(Ids.random())
                .setRequestedAtMicros(Micros.now())
                .setAddress(origin.address())
                .setUserAgent(origin.userAgent())
                .setActingUserId(operator)
                .setAudit(Audit.newBuilder()
                        .setUserId(operator)
                        .setAction(action)
                        .setDetail(detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail))
                .build();
        try {
            var _ = producer()
                    .send(new ProducerRecord<>(Topics.USER_COMMANDS, operator, command))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            log.warn("{} by {} could not be written down: {}", action, operator, e.toString());
            throw Refusal.unavailable("What operators do must be written down, and that cannot be done now");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("The service is stopping");
        }
    }

    /** Made when an operator first does something. */
    private synchronized Producer<String, MessageLite> producer() {
        if (producer == null) {
            var soon = Map.<String, Object>of(
                    ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
            producer = kafka.durableProducer(new StringSerializer(), new ProtobufSerializer(), soon);
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) producer.close(Duration.ofMillis(PATIENCE_MS));
    }
}
