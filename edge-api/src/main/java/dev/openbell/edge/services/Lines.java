package dev.openbell.edge.services;

import dev.openbell.admin.v1.AdminServiceGrpc;
import dev.openbell.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.openbell.history.v1.HistoryServiceGrpc;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import dev.openbell.trading.v1.CfdServiceGrpc;
import dev.openbell.trading.v1.CfdServiceGrpc.CfdServiceBlockingStub;
import dev.openbell.trading.v1.InstrumentServiceGrpc;
import dev.openbell.trading.v1.InstrumentServiceGrpc.InstrumentServiceBlockingStub;
import dev.openbell.trading.v1.TradingServiceGrpc;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.health.v1.HealthGrpc.HealthBlockingStub;
import io.micronaut.context.annotation.Factory;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** One line to each service, and the stubs that talk over it. */
@Factory
final class Lines {
    private final ManagedChannel auth;
    private final ManagedChannel matcher;
    private final ManagedChannel history;

    Lines(
            @GrpcChannel("auth") ManagedChannel auth,
            @GrpcChannel("matcher") ManagedChannel matcher,
            @GrpcChannel("history") ManagedChannel history) {
        this.auth = auth;
        this.matcher = matcher;
        this.history = history;
    }

    @Singleton
    AuthServiceBlockingStub auth() {
        return AuthServiceGrpc.newBlockingStub(auth);
    }

    @Singleton
    TradingServiceBlockingStub trading() {
        return TradingServiceGrpc.newBlockingStub(matcher);
    }

    @Singleton
    AccountServiceBlockingStub accounts() {
        return AccountServiceGrpc.newBlockingStub(matcher);
    }

    @Singleton
    CfdServiceBlockingStub cfds() {
        return CfdServiceGrpc.newBlockingStub(matcher);
    }

    @Singleton
    InstrumentServiceBlockingStub instruments() {
        return InstrumentServiceGrpc.newBlockingStub(matcher);
    }

    @Singleton
    @Named("matcher")
    AdminServiceBlockingStub operatorsOfMarket() {
        return AdminServiceGrpc.newBlockingStub(matcher);
    }

    @Singleton
    @Named("auth")
    AdminServiceBlockingStub operatorsOfUsers() {
        return AdminServiceGrpc.newBlockingStub(auth);
    }

    @Singleton
    HistoryServiceBlockingStub history() {
        return HistoryServiceGrpc.newBlockingStub(history);
    }

    @Singleton
    @Named("matcher")
    HealthBlockingStub healthOfMatcher() {
        return HealthGrpc.newBlockingStub(matcher);
    }

    @Singleton
    @Named("auth")
    HealthBlockingStub healthOfAuth() {
        return HealthGrpc.newBlockingStub(auth);
    }

    @Singleton
    @Named("history")
    HealthBlockingStub healthOfHistory() {
        return HealthGrpc.newBlockingStub(history);
    }
}
