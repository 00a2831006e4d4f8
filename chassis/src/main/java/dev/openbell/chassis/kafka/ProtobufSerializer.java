package dev.openbell.chassis.kafka;

import com.google.protobuf.MessageLite;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A protobuf message as the value of a record. */
public final class ProtobufSerializer implements Serializer<MessageLite> {
    @Override
    @SuppressWarnings("NullAway") // Kafka's null is a tombstone, in and out
    public byte[] serialize(String topic, @Nullable MessageLite message) {
        return message == null ? null : message.toByteArray();
    }
}
