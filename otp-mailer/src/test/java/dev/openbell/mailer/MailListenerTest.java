package dev.openbell.mailer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.icegreen.greenmail.util.GreenMail;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.MailRequested;
import dev.openbell.events.v1.Topics;
import dev.openbell.mailer.smtp.PostOffice;
import dev.openbell.mailer.smtp.RealSmtp;
import dev.openbell.mailer.smtp.SmtpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailListenerTest {
    private record DeadLetter(ByteString mail, String reason, String source) {}

    private final GreenMail mails = RealSmtp.server();
    private final List<DeadLetter> dead = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void start() {
        mails.start();
    }

    @AfterEach
    void stop() {
        mails.stop();
    }

    @Test
    void aCodeIsMailed() throws Exception {
        listener().receive(record(code().build().toByteArray()));

        assertThat(mails.getReceivedMessages()).hasSize(1);
        assertThat(dead).isEmpty();
        assertThat(meters.counter("mails.sent", "kind", "SIGN_UP_CODE").count()).isEqualTo(1);
    }

    @Test
    void aCodeThatHasExpiredIsNotMailedAndNotKept() throws Exception {
        var expired = code().setExpiresAtMicros(Instant.now().minusSeconds(1).getEpochSecond() * 1_000_000);

        listener().receive(record(expired.build().toByteArray()));

        assertThat(mails.getReceivedMessages()).isEmpty();
        assertThat(dead).hasSize(1);
        assertThat(dead.getFirst().reason).isEqualTo("expired");
        assertThat(dead.getFirst().source).isEqualTo("otp.requests-2@7");
        assertThat(MailRequested.parseFrom(dead.getFirst().mail))
                .isEqualTo(expired.clearCode().build());
        assertThat(meters.counter("mails.failed", "reason", "expired").count()).isEqualTo(1);
    }

    @Test
    void whatLooksLikeAMailFromOutsideAndIsNoneIsPassedOver() throws Exception {
        var nobody = code().setKind(MailKind.NO_MAIL).clearCode();

        listener().receive(record(nobody.build().toByteArray()));

        assertThat(mails.getReceivedMessages()).isEmpty();
        assertThat(dead).isEmpty();
    }

    @Test
    void whatCanNeverBeMailedGoesToTheDeadLettersAtOnce() throws Exception {
        listener().receive(record("no mail".getBytes(StandardCharsets.UTF_8)));
        listener().receive(record(code().setKindValue(99).build().toByteArray()));
        listener().receive(record(code().setEmail("nobody").build().toByteArray()));

        assertThat(dead).extracting(DeadLetter::reason).containsExactly("unreadable", "unreadable", "undeliverable");
    }

    @Test
    void whileTheServerIsDownAMailIsTriedAgain() throws Exception {
        var listener = listener();
        mails.stop();

        assertThatThrownBy(() -> listener.receive(record(code().build().toByteArray())))
                .isInstanceOf(MessagingException.class);

        assertThat(dead).isEmpty();
    }

    private MailListener listener() throws MessagingException {
        var server =
                new SmtpServer(URI.create("smtp://127.0.0.1:" + mails.getSmtp().getPort()), "", "");
        return new MailListener(
                new PostOffice(server, "Openbell <no-reply@openbell.dev>"),
                (flow, mail, reason, detail, source) ->
                        dead.add(new DeadLetter(ByteString.copyFrom(mail), reason, source)),
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
        return new ConsumerRecord<>(Topics.OTP_REQUESTS, 2, 7, "0123456789abc".getBytes(StandardCharsets.UTF_8), value);
    }
}
