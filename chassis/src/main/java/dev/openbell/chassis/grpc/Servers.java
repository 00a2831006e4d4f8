package dev.openbell.chassis.grpc;

import io.grpc.BindableService;
import io.grpc.ServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What every gRPC port has: reflection, so that anybody can ask what it speaks, and threads to be served on. */
@Factory
@Requires(property = "grpc.server.port")
final class Servers {
    @Singleton
    BindableService reflection() {
        return ProtoReflectionServiceV1.newInstance();
    }

    /**
     * A call may wait: for a database, a hash, a log. So its thread is virtual, and only their number is kept in bounds: a pile of
     * calls cannot take the memory, and none is served on an event loop.
     */
    @Singleton
    @Named("calls")
    @Bean(preDestroy = "shutdown")
    ExecutorService calls(@Value("${openbell.grpc.calls-at-once}") int most) {
        return Executors.newFixedThreadPool(
                most, Thread.ofVirtual().name("call-", 0).factory());
    }

    @Singleton
    BeanCreatedEventListener<ServerBuilder<?>> everyServer(
            @Named("calls") ExecutorService calls, @Value("${openbell.grpc.calls-a-line}") int mostOfALine, Tls tls) {
        return (BeanCreatedEvent<ServerBuilder<?>> created) -> tls.secure((NettyServerBuilder) created.getBean())
                .executor(calls)
                .maxConcurrentCallsPerConnection(mostOfALine);
    }
}
