package dev.openbell.matcher.door;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Position;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.matcher.shard.Outcome;
import dev.openbell.trading.v1.AmendPositionRequest;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.CfdServiceGrpc.CfdServiceImplBase;
import dev.openbell.trading.v1.ClosePositionRequest;
import dev.openbell.trading.v1.GetPositionRequest;
import dev.openbell.trading.v1.GetPricesRequest;
import dev.openbell.trading.v1.GetPricesResponse;
import dev.openbell.trading.v1.ListPositionsRequest;
import dev.openbell.trading.v1.ListPositionsResponse;
import dev.openbell.trading.v1.OpenPositionRequest;
import dev.openbell.trading.v1.PositionResponse;
import dev.openbell.trading.v1.PositionStatus;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;

/** CFD positions, and the prices that they are marked at. */
@Singleton
final class CfdDoor extends CfdServiceImplBase {
    private final Desk desk;

    CfdDoor(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void openPosition(OpenPositionRequest request, StreamObserver<PositionResponse> caller) {
        var open = CfdTickets.open(request);
        var command = LoggedCommand.newBuilder().setOpenPosition(open);
        desk.answer(caller, desk.command(command, open.getIdempotencyKey(), CfdDoor::answer));
    }

    @Override
    public void amendPosition(AmendPositionRequest request, StreamObserver<PositionResponse> caller) {
        var command = LoggedCommand.newBuilder().setAmendPosition(CfdTickets.amend(request));
        desk.answer(caller, desk.command(command, "", CfdDoor::answer));
    }

    @Override
    public void closePosition(ClosePositionRequest request, StreamObserver<PositionResponse> caller) {
        var close = CfdTickets.close(request);
        var command = LoggedCommand.newBuilder().setClosePosition(close);
        desk.answer(caller, desk.command(command, close.getIdempotencyKey(), CfdDoor::answer));
    }

    private static PositionResponse answer(Outcome outcome) {
        var answer = Desk.done(outcome);
        return answer(answer.position(), outcome.sequence())
                .setRepeatedKey(answer.kind() == Answer.Kind.POSITION_REPEATED)
                .build();
    }

    private static PositionResponse.Builder answer(Position position, long sequence) {
        return PositionResponse.newBuilder()
                .setPosition(Shapes.position(position))
                .setSequence(sequence);
    }

    @Override
    public void getPosition(GetPositionRequest request, StreamObserver<PositionResponse> caller) {
        long id = Ids.parse(request.getPositionId());
        desk.answer(caller, desk.ask((engine, account) -> {
            var position = engine.position(account, id);
            if (position == null) throw new Refusal(Code.UNKNOWN_POSITION);
            return answer(position, engine.sequence()).build();
        }));
    }

    @Override
    public void listPositions(ListPositionsRequest request, StreamObserver<ListPositionsResponse> caller) {
        if (request.getStatus() == PositionStatus.POSITION_CLOSED) {
            throw Refusal.invalid("status", "must be open here: the history knows what is closed");
        }
        int limit = Pages.limit(request.getLimit());
        long before = Pages.before(request.getCursor());
        desk.answer(caller, desk.ask((engine, account) -> openPositions(engine, account, limit, before)));
    }

    private static ListPositionsResponse openPositions(Engine engine, long account, int limit, long before) {
        var response = ListPositionsResponse.newBuilder();
        engine.positions(account, position -> {
            if (position.id() >= before || response.getPositionsCount() > limit) return;
            response.addPositions(Shapes.position(position));
        });
        if (response.getPositionsCount() <= limit) return response.build();
        response.removePositions(limit);
        return response.setNextCursor(response.getPositions(limit - 1).getPositionId())
                .build();
    }

    @Override
    public void getPrices(GetPricesRequest request, StreamObserver<GetPricesResponse> caller) {
        var symbols = List.copyOf(request.getSymbolsList());
        desk.answer(
                caller,
                desk.askPublic(engine -> GetPricesResponse.newBuilder()
                        .addAllPrices(prices(engine, symbols, desk.shard().time()))
                        .build()));
    }

    private static List<CfdPrice> prices(Engine engine, List<String> symbols, long now) {
        return engine.prices().stream()
                .filter(price -> symbols.isEmpty() || symbols.contains(price.symbol()))
                .map(price -> Shapes.price(price).toBuilder()
                        .setAgeMs(Math.max(0, now - price.time()) / 1_000)
                        .build())
                .toList();
    }
}
