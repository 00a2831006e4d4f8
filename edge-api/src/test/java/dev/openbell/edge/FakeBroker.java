package dev.openbell.edge;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.trading.v1.AmendPositionRequest;
import dev.openbell.trading.v1.CfdServiceGrpc.CfdServiceImplBase;
import dev.openbell.trading.v1.ClosePositionRequest;
import dev.openbell.trading.v1.CloseReason;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.GetPositionRequest;
import dev.openbell.trading.v1.GetPricesRequest;
import dev.openbell.trading.v1.GetPricesResponse;
import dev.openbell.trading.v1.ListPositionsRequest;
import dev.openbell.trading.v1.ListPositionsResponse;
import dev.openbell.trading.v1.OpenPositionRequest;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionResponse;
import dev.openbell.trading.v1.PositionStatus;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A broker with one position, p1, however it is asked to open one; it remembers what it was asked, and the keys. */
final class FakeBroker extends CfdServiceImplBase {
    volatile @Nullable Object lastAsked;
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    static final Position OPEN = Position.newBuilder()
            .setPositionId("p1")
            .setAsset("BTC_USDC")
            .setDirection(Direction.LONG)
            .setMarginE8(E8.parse("600"))
            .setLeverage(10)
            .setQuantityE8(E8.parse("0.1"))
            .setEntryPriceE8(E8.parse("60000"))
            .setMarkPriceE8(E8.parse("59990"))
            .setStopLossPriceE8(E8.parse("58000"))
            .setLiquidationPriceE8(E8.parse("54271.3"))
            .setMarginLevelE8(E8.parse("19.96999499"))
            .setUnrealizedPnlE8(E8.parse("-1"))
            .setFeesE8(E8.parse("3"))
            .setStatus(PositionStatus.POSITION_OPEN)
            .setOpenedAtMicros(FakeMatcher.NOON)
            .build();

    static final Position CLOSED = OPEN.toBuilder()
            .clearMarkPriceE8()
            .clearMarginLevelE8()
            .clearUnrealizedPnlE8()
            .setRealizedPnlE8(E8.parse("-200"))
            .setStatus(PositionStatus.POSITION_CLOSED)
            .setCloseReason(CloseReason.CLOSED_BY_OWNER)
            .setClosePriceE8(E8.parse("58000"))
            .setClosedAtMicros(FakeMatcher.NOON + 1)
            .build();

    @Override
    public void getPrices(GetPricesRequest request, StreamObserver<GetPricesResponse> caller) {
        caller.onNext(GetPricesResponse.newBuilder()
                .addPrices(FakeMatcher.price("60000"))
                .build());
        caller.onCompleted();
    }

    @Override
    public void openPosition(OpenPositionRequest request, StreamObserver<PositionResponse> caller) {
        boolean repeated = !keys.add(request.getIdempotencyKey());
        answer(caller, request, PositionResponse.newBuilder().setPosition(OPEN).setRepeatedKey(repeated));
    }

    @Override
    public void amendPosition(AmendPositionRequest request, StreamObserver<PositionResponse> caller) {
        answer(caller, request, request.getPositionId(), OPEN);
    }

    @Override
    public void closePosition(ClosePositionRequest request, StreamObserver<PositionResponse> caller) {
        answer(caller, request, request.getPositionId(), CLOSED);
    }

    @Override
    public void getPosition(GetPositionRequest request, StreamObserver<PositionResponse> caller) {
        answer(caller, request, request.getPositionId(), OPEN);
    }

    @Override
    public void listPositions(ListPositionsRequest request, StreamObserver<ListPositionsResponse> caller) {
        lastAsked = request;
        caller.onNext(ListPositionsResponse.newBuilder()
                .addPositions(OPEN)
                .setNextCursor("p1")
                .build());
        caller.onCompleted();
    }

    private void answer(StreamObserver<PositionResponse> caller, Object request, String id, Position position) {
        if (id.equals(position.getPositionId())) {
            answer(caller, request, PositionResponse.newBuilder().setPosition(position));
        } else {
            caller.onError(GrpcErrors.exception(new Refusal(Code.UNKNOWN_POSITION)));
        }
    }

    private void answer(StreamObserver<PositionResponse> caller, Object request, PositionResponse.Builder answer) {
        lastAsked = request;
        caller.onNext(answer.build());
        caller.onCompleted();
    }
}
