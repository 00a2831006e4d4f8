package dev.openbell.matcher.door;

import static dev.openbell.chassis.grpc.Access.ADMIN;
import static dev.openbell.chassis.grpc.Access.PUBLIC;
import static dev.openbell.chassis.grpc.Access.READ;
import static dev.openbell.chassis.grpc.Access.SIGNED_IN;
import static dev.openbell.chassis.grpc.Access.TRADE;

import dev.openbell.admin.v1.AdminServiceGrpc;
import dev.openbell.chassis.grpc.AccessRules;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.CfdServiceGrpc;
import dev.openbell.trading.v1.InstrumentServiceGrpc;
import dev.openbell.trading.v1.TradingServiceGrpc;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Who may call what on the trading door. */
@Factory
final class Doors {
    @Singleton
    AccessRules rules() {
        return new AccessRules()
                .allow(TradingServiceGrpc.getPlaceOrderMethod(), TRADE)
                .allow(TradingServiceGrpc.getCancelOrderMethod(), TRADE)
                .allow(TradingServiceGrpc.getPlaceOrdersMethod(), TRADE)
                .allow(TradingServiceGrpc.getPreviewOrderMethod(), READ)
                .allow(TradingServiceGrpc.getAmendOrderMethod(), TRADE)
                .allow(TradingServiceGrpc.getCancelAllOrdersMethod(), TRADE)
                .allow(TradingServiceGrpc.getCancelAfterMethod(), TRADE)
                .allow(TradingServiceGrpc.getOrderSessionMethod(), TRADE)
                .allow(TradingServiceGrpc.getGetOrderMethod(), READ)
                .allow(TradingServiceGrpc.getGetCommandMethod(), READ)
                .allow(TradingServiceGrpc.getListOpenOrdersMethod(), READ)
                .allow(AccountServiceGrpc.getOpenAccountMethod(), SIGNED_IN)
                .allow(AccountServiceGrpc.getGetBalancesMethod(), READ)
                .allow(AccountServiceGrpc.getGetSummaryMethod(), READ)
                .allow(AccountServiceGrpc.getDepositMethod(), TRADE)
                .allow(InstrumentServiceGrpc.getListInstrumentsMethod(), PUBLIC)
                .allow(InstrumentServiceGrpc.getGetOrderBookMethod(), PUBLIC)
                .allow(CfdServiceGrpc.getOpenPositionMethod(), TRADE)
                .allow(CfdServiceGrpc.getAmendPositionMethod(), TRADE)
                .allow(CfdServiceGrpc.getClosePositionMethod(), TRADE)
                .allow(CfdServiceGrpc.getGetPositionMethod(), READ)
                .allow(CfdServiceGrpc.getListPositionsMethod(), READ)
                .allow(CfdServiceGrpc.getGetPricesMethod(), PUBLIC)
                .allow(AdminServiceGrpc.getTakeSnapshotMethod(), ADMIN)
                .allow(AdminServiceGrpc.getHaltInstrumentMethod(), ADMIN)
                .allow(AdminServiceGrpc.getResumeInstrumentMethod(), ADMIN)
                .allow(AdminServiceGrpc.getSuspendAccountMethod(), ADMIN)
                .allow(AdminServiceGrpc.getResumeAccountMethod(), ADMIN);
    }
}
