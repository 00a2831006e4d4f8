package dev.openbell.mailer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.MailRequested;
import dev.openbell.events.v1.Topics;
import dev.openbell.mailer.smtp.ScriptedSmtp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private record DeadLetter(ByteString mail, String reason, String detail, String source) {}

    private final ScriptedSmtp server = new ScriptedSmtp(0);
    private final List<DeadLetter> dead = new ArrayList<>();
    private final List<String> waiting = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCodeIsMailed() throws Exception {
        delivery().deliver(record(code().build().toByteArray()));

        assertThat(server.recipients()).containsExactly("alice@example.com");
        assertThat(dead).isEmpty();
        assertThat(meters.counter("mails.sent", "kind", "SIGN_UP_CODE").count()).isEqualTo(1);
    }

    @Test
    void aCodeThatHasExpiredIsNotMailedAndNotKept() throws Exception {
        var expired = code().setExpiresAtMicros(Instant.now().minusSeconds(1).getEpochSecond() * 1_000_000);

        delivery().deliver(record(expired.build().toByteArray()));

        assertThat(server.recipients()).isEmpty();
        assertThat(dead).hasSize(1);
        assertThat(dead.getFirst().reason).isEqualTo("expired");
        assertThat(dead.getFirst().source).isEqualTo("otp.requests-2@7");
        assertThat(MailRequested.parseFrom(dead.getFirst().mail))
                .isEqualTo(expired.clearCode().build());
        assertThat(meters.counter("mails.failed", "reason", "expired").count()).isEqualTo(1);
    }

    @Test
    void whatCanNeverBeMailedGoesToTheDeadLettersAtOnce() throws Exception {
        delivery().deliver(record("no mail".getBytes(StandardCharsets.UTF_8)));
        delivery().deliver(record(code().setKindValue(99).build().toByteArray()));
        delivery().deliver(record(code().setEmail("nobody").build().toByteArray()));

        assertThat(dead).extracting(DeadLetter::reason).containsExactly("unreadable", "unreadable", "undeliverable");
    }

    @Test
    void whatIsOnlyToLookLikeAMailIsNone() throws Exception {
        delivery().deliver(record(code().setKind(MailKind.NO_MAIL).build().toByteArray()));

        assertThat(server.recipients()).isEmpty();
        assertThat(dead).isEmpty();
    }

    @Test
    void whatIsNotWantedYetWaitsAndNobodyBehindIt() throws Exception {
        server.refuses("bob@example.com", 450);
        var delivery = delivery();

        delivery.deliver(record(code().setEmail("bob@example.com").build().toByteArray()));
        delivery.deliver(record(code().build().toByteArray()));

        assertThat(waiting).singleElement().asString().contains("450 not this bob@example.com");
        assertThat(server.recipients()).containsExactly("alice@example.com");
        assertThat(dead).isEmpty();
        assertThat(meters.counter("mails.deferred").count()).isEqualTo(1);
    }

    @Test
    void whatHasWaitedUntilItWasOfNoUseIsADeadLetterWithTheLastAnswer() throws Exception {
        var late = record(code().setExpiresAtMicros(1).build().toByteArray());
        late.headers().add("answer", "450 not this bob@example.com".getBytes(StandardCharsets.UTF_8));

        delivery().deliver(late);

        assertThat(dead).singleElement().satisfies(letter -> {
            assertThat(letter.reason).isEqualTo("expired");
            assertThat(letter.detail).isEqualTo("450 not this bob@example.com");
        });
    }

    @Test
    void whatWaitsIsNotTriedBeforeItsTime() throws Exception {
        var later = new LaterListener(delivery(), Duration.ofMinutes(1));
        var mail = code().build().toByteArray();

        assertThatThrownBy(() -> later.receive(record(mail, Instant.now())))
                .isInstanceOf(LaterListener.NotDueYet.class);
        assertThat(server.recipients()).isEmpty();

        later.receive(record(mail, Instant.now().minusSeconds(61)));
        assertThat(server.recipients()).containsExactly("alice@example.com");
    }

    @Test
    void whileTheServerIsDownAMailIsTriedAgain() throws Exception {
        var delivery = delivery();
        server.close();

        assertThatThrownBy(() -> delivery.deliver(record(code().build().toByteArray())))
                .isInstanceOf(MessagingException.class);

        assertThat(dead).isEmpty();
    }

    private Delivery delivery() {
        return new Delivery(
                server.office(),
                (flow, mail, answer) -> waiting.add(answer),
                (flow, mail, reason, detail, source) ->
                        dead.add(new DeadLetter(ByteString.copyFrom(mail), reason, detail, source)),
                meters);
    }

    private static MailRequested.Builder code() {
        return MailRequested.newBuilder()
                .setFlowId("0123456789abc")
                .setKind(MailKind.SIGN_UP_CODE)
                .setEmail("alice@example.com")
                .setCode("271828")
                .setExpiresAtMicros(Instant.now().plusSeconds(600).getEpochSecond() * 1_000_000);
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return record(value, Instant.now());
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value, Instant time) {
        return new ConsumerRecord<>(
                Topics.OTP_REQUESTS,
                2,
                7,
                time.toEpochMilli(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                value.length,
                "0123456789abc".getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
