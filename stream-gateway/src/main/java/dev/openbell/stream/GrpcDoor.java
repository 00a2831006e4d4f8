package dev.openbell.stream;

import static dev.openbell.chassis.grpc.Access.PUBLIC;

import dev.openbell.chassis.grpc.AccessRules;
import dev.openbell.market.v1.MarketDataServiceGrpc;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Who may come in by the gRPC door. */
@Factory
final class GrpcDoor {
    @Singleton
    AccessRules rules() {
        return new AccessRules()
                .allow(MarketDataServiceGrpc.getStreamOrderBookMethod(), PUBLIC)
                .allow(MarketDataServiceGrpc.getStreamTradesMethod(), PUBLIC)
                .allow(MarketDataServiceGrpc.getStreamPricesMethod(), PUBLIC)
                .allow(MarketDataServiceGrpc.getStreamCandlesMethod(), PUBLIC);
    }
}
