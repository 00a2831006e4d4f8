package dev.openbell.auth.registry;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.ProtobufSerializer;
import dev.openbell.events.v1.Audit;
import dev.openbell.events.v1.MailRequested;
import dev.openbell.events.v1.UserCommand;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** An outbox, and what went out by it. */
public final class SentMail {
    private final MockProducer<String, MessageLite> kafka =
            new MockProducer<>(true, new StringSerializer(), new ProtobufSerializer());
    private final Outbox outbox = new Outbox(() -> kafka);

    public Outbox outbox() {
        return outbox;
    }

    /** Writes to the same Kafka. */
    public Registrar registrar() {
        var waiting = new Waiting();
        return new Registrar(
                outbox, new AwaitedOutcomes(new KafkaConnection("127.0.0.1:1", (short) 1, waiting), waiting));
    }

    public List<MailRequested> all() {
        return sent(MailRequested.class).toList();
    }

    /** So many entries for the audit trail, which go out in their own time. */
    public List<Audit> audited(int entries) {
        var patience = Instant.now().plusSeconds(60);
        while (sent(UserCommand.class).count() < entries && Instant.now().isBefore(patience)) Thread.onSpinWait();
        return sent(UserCommand.class).map(UserCommand::getAudit).toList();
    }

    private <T> Stream<T> sent(Class<T> kind) {
        return kafka.history().stream()
                .map(ProducerRecord::value)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    public MailRequested newest() {
        return all().getLast();
    }
}
