package dev.openbell.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.market.v1.MarketDataServiceGrpc;
import dev.openbell.market.v1.StreamPricesRequest;
import dev.openbell.trading.v1.CfdPrice;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one line may do to a gRPC server as every service has it. */
class ServersTest {
    private static final int MOST_STREAMS = 1_000;

    private ApplicationContext service;
    private ManagedChannel line;

    @SuppressWarnings("NullAway.Init")
    ServersTest() {}

    @BeforeEach
    void opens() {
        service = ApplicationContext.run(
                Map.of("grpc.server.port", 0, "spec", "servers", "micronaut.application.name", "door"));
        var server = service.getBean(GrpcEmbeddedServer.class);
        server.start();
        line = ManagedChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void closes() throws InterruptedException {
        line.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
        service.close();
    }

    @Test
    void aMessageOfFiveMebibytesIsRefused() {
        var large =
                StreamPricesRequest.newBuilder().addSymbols("x".repeat(5 << 20)).build();

        assertThatThrownBy(() -> MarketDataServiceGrpc.newBlockingStub(line)
                        .streamPrices(large)
                        .next())
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
    }

    /** Those that are too many wait until others end. */
    @Test
    void oneLineHasSoManyStreamsAndNoMore() throws InterruptedException {
        var door = service.getBean(Door.class);
        var stub = MarketDataServiceGrpc.newStub(line);
        for (int i = 0; i < 10_000; i++) stub.streamPrices(StreamPricesRequest.getDefaultInstance(), new Silent());

        assertThat(door.full.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(door.oneTooMany.await(1, TimeUnit.SECONDS)).isFalse();
    }

    @Singleton
    @Requires(property = "spec", value = "servers")
    static final class Door extends MarketDataServiceGrpc.MarketDataServiceImplBase {
        private final CountDownLatch full = new CountDownLatch(MOST_STREAMS);
        private final CountDownLatch oneTooMany = new CountDownLatch(MOST_STREAMS + 1);

        @Override
        public void streamPrices(StreamPricesRequest request, StreamObserver<CfdPrice> caller) {
            full.countDown();
            oneTooMany.countDown();
        }
    }

    private static final class Silent implements StreamObserver<CfdPrice> {
        @Override
        public void onNext(CfdPrice price) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
