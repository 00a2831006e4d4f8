package dev.openbell.mailer;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.events.v1.Topics;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics when Kafka comes up without them. The listener finds them by itself. */
@Singleton
final class MailTopics {
    private static final Logger log = LoggerFactory.getLogger(MailTopics.class);

    private final KafkaConnection kafka;
    private final Waiting waiting;

    MailTopics(KafkaConnection kafka, Waiting waiting) {
        this.kafka = kafka;
        this.waiting = waiting;
    }

    @EventListener
    void start(StartupEvent event) {
        waiting.begin(Topics.OTP_REQUESTS, "starting");
        Thread.startVirtualThread(this::make);
    }

    private void make() {
        try {
            kafka.ensureTopics(
                    TopicPlan.mails(), TopicPlan.mailsForLater(), TopicPlan.deadLetters(Topics.OTP_REQUESTS_DLQ));
            waiting.done(Topics.OTP_REQUESTS);
        } catch (InterruptedException e) {
            log.info("Stopped before Kafka answered");
        }
    }
}
