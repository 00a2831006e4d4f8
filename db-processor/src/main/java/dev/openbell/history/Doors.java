package dev.openbell.history;

import static dev.openbell.chassis.grpc.Access.PUBLIC;
import static dev.openbell.chassis.grpc.Access.READ;
import static dev.openbell.chassis.grpc.Access.SERVICE;

import dev.openbell.chassis.grpc.AccessRules;
import dev.openbell.history.v1.HistoryServiceGrpc;
import dev.openbell.users.v1.UserServiceGrpc;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Who may come in by the gRPC doors. */
@Factory
final class Doors {
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
                .allow(HistoryServiceGrpc.getGetAnalyticsMethod(), PUBLIC)
                .allow(HistoryServiceGrpc.getListCandlesMethod(), PUBLIC)
                .allow(HistoryServiceGrpc.getGetStatsMethod(), PUBLIC)
                .allow(HistoryServiceGrpc.getListFillsMethod(), READ)
                .allow(HistoryServiceGrpc.getListLedgerMethod(), READ)
                .allow(HistoryServiceGrpc.getListCfdPositionsMethod(), READ)
                .allow(HistoryServiceGrpc.getGetCfdPositionMethod(), READ)
                .allow(HistoryServiceGrpc.getGetPositionsMethod(), READ)
                .allow(HistoryServiceGrpc.getGetEquityMethod(), READ);
    }
}
