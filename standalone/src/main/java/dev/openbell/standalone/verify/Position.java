package dev.openbell.standalone.verify;

import org.apache.kafka.common.TopicPartition;

/**
 * How far the database has come with one partition of the event log.
 *
 * @param lastSequence of the last event that is in the tables; 0 when there is none
 */
record Position(TopicPartition partition, long logEpoch, long lastSequence) {}
