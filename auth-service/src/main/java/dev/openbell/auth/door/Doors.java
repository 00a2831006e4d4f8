package dev.openbell.auth.door;

import static dev.openbell.chassis.grpc.Access.ADMIN;
import static dev.openbell.chassis.grpc.Access.OWN_SESSION;
import static dev.openbell.chassis.grpc.Access.PUBLIC;

import dev.openbell.admin.v1.AdminServiceGrpc;
import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.chassis.grpc.AccessRules;
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

/** Who may come in, and on which threads they are served. */
@Factory
final class Doors {
    private static final int CALLS_AT_ONCE = 512;

    @Singleton
    AccessRules accessRules() {
        return new AccessRules()
                .allow(AuthServiceGrpc.getSignUpMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getVerifyOtpMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getResendOtpMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getSignInMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getRefreshMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getIssueTokenMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getGetJwksMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getSignOutMethod(), OWN_SESSION)
                .allow(AuthServiceGrpc.getGetUserMethod(), OWN_SESSION)
                .allow(AuthServiceGrpc.getCreateApiKeyMethod(), OWN_SESSION)
                .allow(AuthServiceGrpc.getListApiKeysMethod(), OWN_SESSION)
                .allow(AuthServiceGrpc.getRevokeApiKeyMethod(), OWN_SESSION)
                .allow(AdminServiceGrpc.getCreateServiceAccountMethod(), ADMIN);
    }

    @Singleton
    BindableService reflection() {
        return ProtoReflectionServiceV1.newInstance();
    }

    /**
     * A call spends its life waiting: for a database, a hash, a log. So its thread is virtual, and only their number is
     * kept in bounds.
     */
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
