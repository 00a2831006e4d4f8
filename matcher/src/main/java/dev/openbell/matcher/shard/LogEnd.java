package dev.openbell.matcher.shard;

import dev.openbell.chassis.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far the command log goes right now. Everybody who asks while one answer is on its way shares the next. */
final class LogEnd implements AutoCloseable {
    private final Consumer<byte[], byte[]> reader;
    private final TopicPartition partition;
    private final LinkedBlockingQueue<CompletableFuture<Long>> asked = new LinkedBlockingQueue<>();
    private final Thread thread;

    LogEnd(KafkaConnection kafka, TopicPartition partition) {
        this.reader = kafka.logReader();
        this.partition = partition;
        thread = Thread.ofVirtual().name("log-end").start(this::run);
    }

    CompletableFuture<Long> find() {
        var end = new CompletableFuture<Long>();
        asked.add(end);
        return end;
    }

    private void run() {
        var together = new ArrayList<CompletableFuture<Long>>();
        try {
            while (true) {
                together.clear();
                together.add(asked.take());
                asked.drainTo(together);
                answer(together);
            }
        } catch (InterruptedException e) {
            reader.close(Duration.ofSeconds(1));
        }
    }

    private void answer(List<CompletableFuture<Long>> together) {
        try {
            long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            for (var one : together) one.complete(end);
        } catch (KafkaException e) {
            for (var one : together) one.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
