package dev.openbell.mailer;

import static io.micronaut.configuration.kafka.annotation.KafkaClient.Acknowledge.ALL;

import dev.openbell.events.v1.Topics;
import io.micronaut.configuration.kafka.annotation.KafkaClient;
import io.micronaut.configuration.kafka.annotation.KafkaKey;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.messaging.annotation.MessageBody;
import io.micronaut.messaging.annotation.MessageHeader;

/** Where the mails lie that were never sent, each with the reason. */
@KafkaClient(id = "dead-letters", acks = ALL)
interface DeadLetters {
    /** Returns once Kafka has it. */
    @Topic(Topics.OTP_REQUESTS_DLQ)
    void lay(
            @KafkaKey byte[] flow,
            @MessageBody byte[] mail,
            @MessageHeader("reason") String reason,
            @MessageHeader("detail") String detail,
            @MessageHeader("source") String source);
}
