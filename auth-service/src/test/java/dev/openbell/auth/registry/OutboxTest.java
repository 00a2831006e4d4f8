package dev.openbell.auth.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.kafka.ProtobufSerializer;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.Topics;
import dev.openbell.events.v1.UserCommand;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final MockProducer<String, MessageLite> kafka =
            new MockProducer<>(false, new StringSerializer(), new ProtobufSerializer());
    private final Outbox outbox = new Outbox(() -> kafka);

    @Test
    void whatWasNeverSentIsRefused() {
        kafka.sendException = new TimeoutException("no metadata");

        assertThatThrownBy(() -> outbox.send(Topics.USER_COMMANDS, "alice", UserCommand.getDefaultInstance()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE));
    }

    @Test
    void whatFailsOnceItIsOnItsWayIsNotCalledUnsent() {
        var delivered = outbox.send(Topics.USER_COMMANDS, "alice", UserCommand.getDefaultInstance());
        assertThat(delivered).isNotDone();

        kafka.errorNext(new TimeoutException("no acknowledgement"));

        assertThat(delivered).isCompletedExceptionally();
    }

    @Test
    void whatNobodyWaitsForFailsNobody() throws InterruptedException {
        var tried = new CountDownLatch(1);
        var unreachable = new Outbox(() -> {
            tried.countDown();
            throw new KafkaException("no such host");
        });

        unreachable.sendInItsOwnTime(Topics.USER_COMMANDS, "alice", UserCommand.getDefaultInstance());

        assertThat(tried.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
