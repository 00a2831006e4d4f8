package dev.openbell.mailer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.time.Micros;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.MailRequested;
import dev.openbell.mailer.letters.Letter;
import dev.openbell.mailer.smtp.Deferred;
import dev.openbell.mailer.smtp.LeftAlone;
import dev.openbell.mailer.smtp.PostOffice;
import dev.openbell.mailer.smtp.Undeliverable;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of one mail: it is sent, or waits, or lies with the dead letters and the reason. */
@Singleton
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final PostOffice postOffice;
    private final Later later;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    Delivery(PostOffice postOffice, Later later, DeadLetters deadLetters, MeterRegistry meters) {
        this.postOffice = postOffice;
        this.later = later;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /**
     * Returns when nothing more is to be done with this record.
     *
     * @throws MessagingException the mail server fails: the record is to be tried again
     */
    void deliver(ConsumerRecord<byte[], byte[]> record) throws MessagingException {
        MailRequested mail;
        Letter letter;
        try {
            mail = MailRequested.parseFrom(record.value());
            if (mail.getKind() == MailKind.NO_MAIL) return;
            letter = Letter.of(mail);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            giveUp(record, "unreadable", String.valueOf(e.getMessage()));
            return;
        }
        if (isExpired(mail)) giveUp(record, "expired", lastAnswer(record));
        else send(record, mail, letter);
    }

    private void send(ConsumerRecord<byte[], byte[]> record, MailRequested mail, Letter letter)
            throws MessagingException {
        try {
            postOffice.send(mail.getEmail(), letter);
            meters.counter("mails.sent", "kind", mail.getKind().name()).increment();
            log.info("{} is mailed: {}", place(record), mail.getKind());
        } catch (Undeliverable e) {
            giveUp(record, "undeliverable", String.valueOf(e.getMessage()));
        } catch (Deferred e) {
            later.lay(record.key(), record.value(), String.valueOf(e.getMessage()));
            meters.counter("mails.deferred").increment();
            log.info("{} is not wanted yet: {}", place(record), e.getMessage());
        } catch (LeftAlone e) {
            throw e; // what had failed was told
        } catch (MessagingException e) {
            log.warn("{} could not be mailed this time: {}", place(record), e.getMessage());
            throw e;
        }
    }

    private void giveUp(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
        log.warn("{} is not mailed: {} ({})", place(record), reason, detail);
        deadLetters.lay(record.key(), withoutCode(record.value()), reason, detail, place(record));
        meters.counter("mails.failed", "reason", reason).increment();
    }

    private static boolean isExpired(MailRequested mail) {
        return mail.getExpiresAtMicros() < Micros.now();
    }

    /** Why it has waited so long. */
    private static String lastAnswer(ConsumerRecord<?, ?> record) {
        var answer = record.headers().lastHeader("answer");
        return answer == null ? "the mail server did not work" : new String(answer.value(), StandardCharsets.UTF_8);
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
