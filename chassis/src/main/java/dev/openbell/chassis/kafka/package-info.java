/** Protobuf over Kafka, and the topics as they are to be made. */
@NullMarked
package dev.openbell.chassis.kafka;

import org.jspecify.annotations.NullMarked;
