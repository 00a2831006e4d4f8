package dev.openbell.auth.registry;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.kafka.ProtobufSerializer;
import dev.openbell.events.v1.MailRequested;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An outbox, and what went out by it. */
public final class SentMail {
    private final MockProducer<String, MessageLite> kafka =
            new MockProducer<>(true, new StringSerializer(), new ProtobufSerializer());
    private final Outbox outbox = new Outbox(() -> kafka);

    public Outbox outbox() {
        return outbox;
    }

    public List<MailRequested> all() {
        return kafka.history().stream()
                .map(record -> (MailRequested) record.value())
                .toList();
    }

    public MailRequested newest() {
        return all().getLast();
    }
}
