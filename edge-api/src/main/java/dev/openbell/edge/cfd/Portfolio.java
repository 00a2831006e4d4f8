package dev.openbell.edge.cfd;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.history.v1.GetCfdPositionRequest;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.trading.v1.AmendPositionRequest;
import dev.openbell.trading.v1.CfdServiceGrpc.CfdServiceBlockingStub;
import dev.openbell.trading.v1.ClosePositionRequest;
import dev.openbell.trading.v1.GetPositionRequest;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionResponse;
import dev.openbell.trading.v1.PositionStatus;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** A trader's positions by their ids. The matcher knows what is open and was closed just now; the history knows them all, a moment later. */
@Singleton
final class Portfolio {
    private final CfdServiceBlockingStub matcher;
    private final HistoryServiceBlockingStub history;

    Portfolio(CfdServiceBlockingStub matcher, HistoryServiceBlockingStub history) {
        this.matcher = matcher;
        this.history = history;
    }

    Position position(String id) {
        var request = GetPositionRequest.newBuilder().setPositionId(id).build();
        try {
            return matcher.getPosition(request).getPosition();
        } catch (StatusRuntimeException e) {
            if (GrpcErrors.refusal(e).code() != Code.UNKNOWN_POSITION) throw e;
            return old(id);
        }
    }

    Position amend(AmendPositionRequest request) {
        return changed(request.getPositionId(), () -> matcher.amendPosition(request));
    }

    Position close(ClosePositionRequest request) {
        return changed(request.getPositionId(), () -> matcher.closePosition(request));
    }

    /** A position that the matcher does not know may be one that was closed long ago: then that is why it cannot be changed. */
    private Position changed(String id, Supplier<PositionResponse> change) {
        try {
            return change.get().getPosition();
        } catch (StatusRuntimeException e) {
            boolean unknown = GrpcErrors.refusal(e).code() == Code.UNKNOWN_POSITION;
            if (unknown && wasClosed(id)) throw new Refusal(Code.POSITION_CLOSED);
            throw e;
        }
    }

    private boolean wasClosed(String id) {
        try {
            return old(id).getStatus() == PositionStatus.POSITION_CLOSED;
        } catch (StatusRuntimeException e) {
            return switch (GrpcErrors.refusal(e).code()) {
                // Whose key may trade but not read learns no more than the matcher knows.
                case UNKNOWN_POSITION, FORBIDDEN -> false;
                default -> throw e;
            };
        }
    }

    private Position old(String id) {
        var request = GetCfdPositionRequest.newBuilder().setPositionId(id).build();
        return history.getCfdPosition(request).getPosition();
    }
}
