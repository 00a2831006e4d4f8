package dev.openbell.stream.floor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What can be counted on the floor. */
@Singleton
public final class FloorMetrics {
    private final Counter sent;
    private final Counter conflated;
    private final Counter resyncs;
    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicLong queued = new AtomicLong();

    public FloorMetrics(MeterRegistry registry) {
        sent = Counter.builder("openbell.gateway.frames.sent")
                .description("Frames given to sockets")
                .register(registry);
        conflated = Counter.builder("openbell.gateway.frames.conflated")
                .description("Frames left out for a slow client, who gets what is newer instead")
                .register(registry);
        resyncs = Counter.builder("openbell.gateway.resyncs")
                .description("Times that the books were taken from the matcher again")
                .register(registry);
        Gauge.builder("openbell.gateway.sockets", sockets, AtomicInteger::get)
                .description("Open sockets")
                .register(registry);
        Gauge.builder("openbell.gateway.queued.bytes", queued, AtomicLong::get)
                .description("Frames that must arrive and wait for slow clients, all together")
                .register(registry);
    }

    void sent() {
        sent.increment();
    }

    void conflated() {
        conflated.increment();
    }

    public void resync() {
        resyncs.increment();
    }

    void sockets(int open) {
        sockets.set(open);
    }

    void queued(int more) {
        queued.addAndGet(more);
    }
}
