package dev.openbell.chassis.grpc;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A service that comes back is found within a second: gRPC's own pauses between tries grow to two minutes. */
@Singleton
final class Redial implements BeanCreatedEventListener<ManagedChannel> {
    private final Set<ManagedChannel> lines = ConcurrentHashMap.newKeySet();

    @Override
    public ManagedChannel onCreated(BeanCreatedEvent<ManagedChannel> created) {
        lines.add(created.getBean());
        return created.getBean();
    }

    @Scheduled(fixedDelay = "1s")
    void redial() {
        for (var line : lines) {
            if (line.getState(false) == ConnectivityState.TRANSIENT_FAILURE) line.resetConnectBackoff();
        }
    }
}
