package dev.openbell.mailer;

import static io.micronaut.configuration.kafka.annotation.ErrorStrategyValue.RETRY_EXPONENTIALLY_ON_ERROR;
import static io.micronaut.configuration.kafka.annotation.OffsetReset.EARLIEST;
import static io.micronaut.configuration.kafka.annotation.OffsetStrategy.SYNC_PER_RECORD;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.MailRequested;
import dev.openbell.events.v1.Topics;
import dev.openbell.mailer.letters.Letter;
import dev.openbell.mailer.smtp.PostOffice;
import dev.openbell.mailer.smtp.Undeliverable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.kafka.annotation.ErrorStrategy;
import io.micronaut.configuration.kafka.annotation.KafkaListener;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.configuration.kafka.exceptions.KafkaListenerException;
import io.micronaut.configuration.kafka.exceptions.KafkaListenerExceptionHandler;
import io.micronaut.context.annotation.Property;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails what is to be mailed. A server that does not answer is tried again, ever more seldom, for some eight minutes,
 * and only the mails of the same partition wait meanwhile. What is of no use any more, or will never be taken, goes to
 * the dead letters at once.
 *
 * <p>One record is polled at a time: whatever fails, no mail is passed over that was polled with it.
 */
@KafkaListener(
        groupId = "otp-mailer",
        offsetReset = EARLIEST,
        offsetStrategy = SYNC_PER_RECORD,
        errorStrategy = @ErrorStrategy(value = RETRY_EXPONENTIALLY_ON_ERROR, retryDelay = "500ms", retryCount = 10),
        properties = @Property(name = ConsumerConfig.MAX_POLL_RECORDS_CONFIG, value = "1"))
class MailListener implements KafkaListenerExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(MailListener.class);

    private final PostOffice postOffice;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    MailListener(PostOffice postOffice, DeadLetters deadLetters, MeterRegistry meters) {
        this.postOffice = postOffice;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    @Topic(Topics.OTP_REQUESTS)
    void receive(ConsumerRecord<byte[], byte[]> record) throws MessagingException {
        try {
            var mail = MailRequested.parseFrom(record.value());
            if (mail.getKind() == MailKind.NO_MAIL) return;
            if (isExpired(mail)) {
                giveUp(record, "expired", "it was of no use any more");
                return;
            }
            postOffice.send(mail.getEmail(), Letter.of(mail));
            meters.counter("mails.sent", "kind", mail.getKind().name()).increment();
            log.info("{} is mailed: {}", place(record), mail.getKind());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            giveUp(record, "unreadable", String.valueOf(e.getMessage()));
        } catch (Undeliverable e) {
            giveUp(record, "undeliverable", String.valueOf(e.getMessage()));
        } catch (MessagingException e) {
            log.warn("{} could not be mailed this time: {}", place(record), e.getMessage());
            throw e;
        }
    }

    /**
     * No more tries are left for a record; or something else went wrong, such as a commit, which the next one makes
     * good.
     */
    @Override
    @SuppressWarnings("unchecked") // the listener's own records
    public void handle(KafkaListenerException failure) {
        var cause = String.valueOf(failure.getCause());
        failure.getConsumerRecord()
                .ifPresentOrElse(
                        record -> giveUp((ConsumerRecord<byte[], byte[]>) record, "failed", cause),
                        () -> log.warn("Reading {}: {}", Topics.OTP_REQUESTS, cause));
    }

    private void giveUp(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
        log.warn("{} is not mailed: {} ({})", place(record), reason, detail);
        deadLetters.lay(record.key(), withoutCode(record.value()), reason, detail, place(record));
        meters.counter("mails.failed", "reason", reason).increment();
    }

    private static boolean isExpired(MailRequested mail) {
        return mail.getExpiresAtMicros() < ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** Dead letters lie for days, and codes shall not lie around. */
    private static byte[] withoutCode(byte[] value) {
        try {
            return MailRequested.parseFrom(value).toBuilder()
                    .clearCode()
                    .build()
                    .toByteArray();
        } catch (InvalidProtocolBufferException e) {
            return value; // whatever it is, it is no mail of ours
        }
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
