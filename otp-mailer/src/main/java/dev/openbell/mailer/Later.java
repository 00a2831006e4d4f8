package dev.openbell.mailer;

import static io.micronaut.configuration.kafka.annotation.KafkaClient.Acknowledge.ALL;

import dev.openbell.events.v1.Topics;
import io.micronaut.configuration.kafka.annotation.KafkaClient;
import io.micronaut.configuration.kafka.annotation.KafkaKey;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.messaging.annotation.MessageBody;
import io.micronaut.messaging.annotation.MessageHeader;

/** Where mails wait that were not wanted yet, so that nobody waits behind them. */
@KafkaClient(id = "later", acks = ALL)
interface Later {
    /** Returns once Kafka has it. */
    @Topic(Topics.OTP_REQUESTS_LATER)
    void lay(@KafkaKey byte[] flow, @MessageBody byte[] mail, @MessageHeader("answer") String answer);
}
