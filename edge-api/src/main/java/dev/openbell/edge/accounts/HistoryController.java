package dev.openbell.edge.accounts;

import static dev.openbell.chassis.grpc.Access.READ;

import dev.openbell.chassis.fields.Fields;
import dev.openbell.edge.accounts.HistoryShapes.Entries;
import dev.openbell.edge.accounts.HistoryShapes.EquityLine;
import dev.openbell.edge.accounts.HistoryShapes.Fills;
import dev.openbell.edge.accounts.HistoryShapes.NetPositions;
import dev.openbell.edge.door.Wants;
import dev.openbell.history.v1.GetEquityRequest;
import dev.openbell.history.v1.GetPositionsRequest;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.ListFillsRequest;
import dev.openbell.history.v1.ListLedgerRequest;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

/** What the caller's account went through, at most a second behind an answer. */
@Controller("/api/v1/account")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(READ)
final class HistoryController {
    private enum Format {
        JSON,
        CSV
    }

    private final HistoryServiceBlockingStub history;

    HistoryController(HistoryServiceBlockingStub history) {
        this.history = history;
    }

    @Get("/positions")
    NetPositions positions() {
        var held = history.getPositions(GetPositionsRequest.getDefaultInstance());
        return HistoryShapes.positions(held.getPositionsList());
    }

    @Get("/equity")
    EquityLine equity(
            @QueryValue @Nullable String interval,
            @QueryValue("start_time") @Nullable String startTime,
            @QueryValue("end_time") @Nullable String endTime) {
        var request = GetEquityRequest.newBuilder().setInterval(Fields.orEmpty(interval));
        if (startTime != null) request.setStartTimeMicros(Fields.time("start_time", startTime));
        if (endTime != null) request.setEndTimeMicros(Fields.time("end_time", endTime));
        return HistoryShapes.equity(history.getEquity(request.build()).getPointsList());
    }

    @Get("/fills")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @ApiResponse(
            responseCode = "200",
            description = "A page; with format=csv, or Accept: text/csv, all of them as a file",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Fills.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    HttpResponse<?> fills(
            @QueryValue @Nullable String instrument,
            @QueryValue("start_time") @Nullable String startTime,
            @QueryValue("end_time") @Nullable String endTime,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable String format,
            HttpHeaders headers) {
        var request = ListFillsRequest.newBuilder()
                .setInstrument(Fields.orEmpty(instrument))
                .setLimit(Fields.count("limit", limit, 50, 500))
                .setCursor(Fields.orEmpty(cursor));
        if (startTime != null) request.setStartTimeMicros(Fields.time("start_time", startTime));
        if (endTime != null) request.setEndTimeMicros(Fields.time("end_time", endTime));
        if (!isDownload(format, headers)) return page(HistoryShapes.fills(history.listFills(request.build())));
        request.setLimit(Download.ROWS_A_PAGE);
        return HttpResponse.ok(Download.of("fills.csv", HistoryShapes.FILLS, from -> {
            var page = history.listFills(request.setCursor(from).build());
            return new Download.Page<>(HistoryShapes.fills(page).fills(), page.getNextCursor());
        }));
    }

    @Get("/ledger")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @ApiResponse(
            responseCode = "200",
            description = "A page; with format=csv, or Accept: text/csv, all of it as a file",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Entries.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    HttpResponse<?> ledger(
            @QueryValue @Nullable String asset,
            @QueryValue("start_time") @Nullable String startTime,
            @QueryValue("end_time") @Nullable String endTime,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable String format,
            HttpHeaders headers) {
        var request = ListLedgerRequest.newBuilder()
                .setAsset(Fields.orEmpty(asset))
                .setLimit(Fields.count("limit", limit, 50, 500))
                .setCursor(Fields.orEmpty(cursor));
        if (startTime != null) request.setStartTimeMicros(Fields.time("start_time", startTime));
        if (endTime != null) request.setEndTimeMicros(Fields.time("end_time", endTime));
        if (!isDownload(format, headers)) return page(HistoryShapes.entries(history.listLedger(request.build())));
        request.setLimit(Download.ROWS_A_PAGE);
        return HttpResponse.ok(Download.of("ledger.csv", HistoryShapes.ENTRIES, from -> {
            var page = history.listLedger(request.setCursor(from).build());
            return new Download.Page<>(HistoryShapes.entries(page).entries(), page.getNextCursor());
        }));
    }

    private static HttpResponse<?> page(Object page) {
        return HttpResponse.ok(page).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** A page is JSON, unless another format is named, or none is and a file is what the caller would rather have. */
    private static boolean isDownload(@Nullable String format, HttpHeaders headers) {
        if (format != null) return Fields.word("format", format, Format.values()) == Format.CSV;
        var accepted = headers.accept();
        return !accepted.isEmpty() && accepted.getFirst().getName().equals(MediaType.TEXT_CSV);
    }
}
