package dev.openbell.history;

import static dev.openbell.chassis.grpc.Access.PUBLIC;
import static dev.openbell.chassis.grpc.Access.READ;
import static dev.openbell.chassis.grpc.Access.SERVICE;

import dev.openbell.chassis.grpc.AccessRules;
import dev.openbell.history.v1.HistoryServiceGrpc;
import dev.openbell.users.v1.UserServiceGrpc;
import io.grpc.BindableService;
import io.grpc.ServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The gRPC doors: who may come in, and on which threads they are served. */
@Factory
final class Doors {
    /** More calls than connections, since a call waits for one; few enough that a pile of them cannot take the memory. */
    private static final int CALLS_AT_ONCE = 64;

    @Singleton
    AccessRules rules() {
        return new AccessRules()
                .allow(UserServiceGrpc.getFindByEmailMethod(), SERVICE)
                .allow(UserServiceGrpc.getGetUserMethod(), SERVICE)
                .allow(UserServiceGrpc.getGetRefreshFamilyMethod(), SERVICE)
                .allow(UserServiceGrpc.getListRefreshFamiliesMethod(), SERVICE)
                .allow(UserServiceGrpc.getGetApiKeyMethod(), SERVICE)
                .allow(UserServiceGrpc.getListApiKeysMethod(), SERVICE)
                .allow(HistoryServiceGrpc.getListOrdersMethod(), READ)
                .allow(HistoryServiceGrpc.getGetOrderMethod(), READ)
                .allow(HistoryServiceGrpc.getGetOrderEventsMethod(), READ)
                .allow(HistoryServiceGrpc.getListTradesMethod(), PUBLIC)
                .allow(HistoryServiceGrpc.getListFillsMethod(), READ)
                .allow(HistoryServiceGrpc.getListLedgerMethod(), READ);
    }

    @Singleton
    BindableService reflection() {
        return ProtoReflectionServiceV1.newInstance();
    }

    /** Reads block on the database, so they never run on an event loop. */
    @Singleton
    @Named("calls")
    @Bean(preDestroy = "shutdown")
    ExecutorService calls() {
        return Executors.newFixedThreadPool(
                CALLS_AT_ONCE, Thread.ofVirtual().name("call-", 0).factory());
    }

    @Singleton
    BeanCreatedEventListener<ServerBuilder<?>> callsAreServedApart(@Named("calls") ExecutorService calls) {
        return (BeanCreatedEvent<ServerBuilder<?>> created) -> created.getBean().executor(calls);
    }
}
