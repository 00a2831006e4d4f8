package dev.openbell.chassis.grpc;

import io.grpc.netty.NettyChannelBuilder;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** How services reach each other: a line that has died is noticed within seconds, and one that is quiet stays open. */
@Singleton
final class Channels implements BeanCreatedEventListener<NettyChannelBuilder> {
    private final Tls tls;

    Channels(Tls tls) {
        this.tls = tls;
    }

    @Override
    public NettyChannelBuilder onCreated(BeanCreatedEvent<NettyChannelBuilder> created) {
        return tls.secure(created.getBean())
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true)
                .idleTimeout(1, TimeUnit.DAYS);
    }
}
