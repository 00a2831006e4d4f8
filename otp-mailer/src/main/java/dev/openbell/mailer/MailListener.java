package dev.openbell.mailer;

import static io.micronaut.configuration.kafka.annotation.ErrorStrategyValue.RETRY_ON_ERROR;
import static io.micronaut.configuration.kafka.annotation.OffsetReset.EARLIEST;
import static io.micronaut.configuration.kafka.annotation.OffsetStrategy.SYNC_PER_RECORD;

import dev.openbell.events.v1.Topics;
import io.micronaut.configuration.kafka.annotation.ErrorStrategy;
import io.micronaut.configuration.kafka.annotation.KafkaListener;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.context.annotation.Property;
import jakarta.mail.MessagingException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Mails what is to be mailed, a few at a time. While the mail server fails all of them wait; how often it is tried is {@code Lines}'
 * business.
 *
 * <p>One record is polled at a time: whatever fails, no mail is passed over that was polled with it.
 */
@KafkaListener(
        groupId = "otp-mailer",
        threads = MailListener.AT_A_TIME,
        offsetReset = EARLIEST,
        offsetStrategy = SYNC_PER_RECORD,
        errorStrategy =
                @ErrorStrategy(
                        value = RETRY_ON_ERROR,
                        retryDelay = MailListener.LOOKS_AGAIN_AFTER,
                        retryCount = MailListener.UNTIL_IT_EXPIRES),
        properties = @Property(name = ConsumerConfig.MAX_POLL_RECORDS_CONFIG, value = "1"))
final class MailListener {
    /** As many as the topic has partitions. */
    static final int AT_A_TIME = 4;

    static final String LOOKS_AGAIN_AFTER = "500ms";

    /** A mail is of no use any more long before. */
    static final int UNTIL_IT_EXPIRES = 100_000;

    private final Delivery delivery;

    MailListener(Delivery delivery) {
        this.delivery = delivery;
    }

    @Topic(Topics.OTP_REQUESTS)
    void receive(ConsumerRecord<byte[], byte[]> record) throws MessagingException {
        delivery.deliver(record);
    }
}
