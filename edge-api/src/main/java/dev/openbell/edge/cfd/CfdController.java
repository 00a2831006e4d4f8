package dev.openbell.edge.cfd;

import static dev.openbell.chassis.grpc.Access.READ;
import static dev.openbell.chassis.grpc.Access.TRADE;

import dev.openbell.chassis.fields.Fields;
import dev.openbell.edge.cfd.CfdShapes.OnePosition;
import dev.openbell.edge.cfd.CfdShapes.Positions;
import dev.openbell.edge.door.Wants;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.ListCfdPositionsRequest;
import dev.openbell.trading.v1.CfdServiceGrpc.CfdServiceBlockingStub;
import dev.openbell.trading.v1.ListPositionsRequest;
import dev.openbell.trading.v1.PositionStatus;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

/** CFD positions. The matcher knows what is open and was closed just now, the history what was closed, a moment later. */
@Controller("/api/v1/cfd/positions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CfdController {
    private final CfdServiceBlockingStub matcher;
    private final HistoryServiceBlockingStub history;
    private final Portfolio portfolio;

    CfdController(CfdServiceBlockingStub matcher, HistoryServiceBlockingStub history, Portfolio portfolio) {
        this.matcher = matcher;
        this.history = history;
        this.portfolio = portfolio;
    }

    @Post
    @Wants(TRADE)
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OnePosition.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The same position, opened before with this key",
            content = @Content(schema = @Schema(implementation = OnePosition.class)))
    HttpResponse<OnePosition> open(@Body PositionTicket ticket, @Header("Idempotency-Key") @Nullable String key) {
        var opened = matcher.openPosition(CfdShapes.open(ticket, key));
        return HttpResponse.status(CfdShapes.status(opened)).body(CfdShapes.one(opened.getPosition()));
    }

    @Get
    @Wants(READ)
    Positions positions(
            @QueryValue @Nullable String status,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor) {
        var wanted = status == null ? PositionStatus.POSITION_OPEN : CfdShapes.status(status);
        int count = Fields.count("limit", limit, 50, 500);
        return wanted == PositionStatus.POSITION_OPEN
                ? open(count, Fields.orEmpty(cursor))
                : closed(count, Fields.orEmpty(cursor));
    }

    private Positions open(int limit, String cursor) {
        var page = matcher.listPositions(ListPositionsRequest.newBuilder()
                .setLimit(limit)
                .setCursor(cursor)
                .build());
        return CfdShapes.page(page.getPositionsList(), page.getNextCursor());
    }

    private Positions closed(int limit, String cursor) {
        var page = history.listCfdPositions(ListCfdPositionsRequest.newBuilder()
                .setStatus(PositionStatus.POSITION_CLOSED)
                .setLimit(limit)
                .setCursor(cursor)
                .build());
        return CfdShapes.page(page.getPositionsList(), page.getNextCursor());
    }

    @Get("/{id}")
    @Wants(READ)
    OnePosition position(String id) {
        return CfdShapes.one(portfolio.position(id));
    }

    @Patch("/{id}")
    @Wants(TRADE)
    OnePosition amend(String id, @Body Triggers triggers) {
        return CfdShapes.one(portfolio.amend(CfdShapes.amend(id, triggers)));
    }

    @Post("/{id}/close")
    @Wants(TRADE)
    OnePosition close(String id, @Body @Nullable ClosingSlip slip, @Header("Idempotency-Key") @Nullable String key) {
        return CfdShapes.one(portfolio.close(CfdShapes.close(id, slip, key)));
    }
}
