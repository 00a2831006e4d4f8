package dev.openbell.mailer;

import static io.micronaut.configuration.kafka.annotation.ErrorStrategyValue.RETRY_ON_ERROR;
import static io.micronaut.configuration.kafka.annotation.OffsetReset.EARLIEST;
import static io.micronaut.configuration.kafka.annotation.OffsetStrategy.SYNC_PER_RECORD;

import dev.openbell.events.v1.Topics;
import io.micronaut.configuration.kafka.annotation.ErrorStrategy;
import io.micronaut.configuration.kafka.annotation.KafkaListener;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Value;
import jakarta.mail.MessagingException;
import java.io.Serial;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tries once more what was not wanted yet, when it has waited for a while. */
@KafkaListener(
        groupId = "otp-mailer-later",
        offsetReset = EARLIEST,
        offsetStrategy = SYNC_PER_RECORD,
        errorStrategy =
                @ErrorStrategy(
                        value = RETRY_ON_ERROR,
                        retryDelay = MailListener.LOOKS_AGAIN_AFTER,
                        retryCount = MailListener.UNTIL_IT_EXPIRES),
        properties = @Property(name = ConsumerConfig.MAX_POLL_RECORDS_CONFIG, value = "1"))
final class LaterListener {
    /** Its partition is not read for a moment, and then it is looked at again. */
    static final class NotDueYet extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    private final Delivery delivery;
    private final Duration later;
    private final Clock clock = Clock.systemUTC();

    LaterListener(Delivery delivery, @Value("${openbell.mail.later}") Duration later) {
        this.delivery = delivery;
        this.later = later;
    }

    @Topic(Topics.OTP_REQUESTS_LATER)
    void receive(ConsumerRecord<byte[], byte[]> record) throws MessagingException, NotDueYet {
        if (clock.millis() - record.timestamp() < later.toMillis()) throw new NotDueYet();
        delivery.deliver(record);
    }
}
