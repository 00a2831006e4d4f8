package dev.openbell.edge.accounts;

import static dev.openbell.chassis.grpc.Access.READ;
import static dev.openbell.chassis.grpc.Access.TRADE;

import dev.openbell.edge.accounts.AccountShapes.Balances;
import dev.openbell.edge.accounts.AccountShapes.DepositSlip;
import dev.openbell.edge.accounts.AccountShapes.Deposited;
import dev.openbell.edge.accounts.AccountShapes.Entries;
import dev.openbell.edge.accounts.AccountShapes.Fills;
import dev.openbell.edge.accounts.AccountShapes.Summary;
import dev.openbell.edge.door.Wants;
import dev.openbell.edge.orders.FillShape;
import dev.openbell.edge.shapes.Fields;
import dev.openbell.edge.shapes.Written;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.ListFillsRequest;
import dev.openbell.history.v1.ListLedgerRequest;
import dev.openbell.trading.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import dev.openbell.trading.v1.DepositRequest;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.GetSummaryRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** The caller's own account. What it holds comes from the matcher, what it went through from the history. */
@Controller("/api/v1/account")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(READ)
final class AccountController {
    private final AccountServiceBlockingStub matcher;
    private final HistoryServiceBlockingStub history;

    AccountController(AccountServiceBlockingStub matcher, HistoryServiceBlockingStub history) {
        this.matcher = matcher;
        this.history = history;
    }

    @Get("/balances")
    Balances balances() {
        return AccountShapes.balances(
                matcher.getBalances(GetBalancesRequest.getDefaultInstance()).getBalancesList());
    }

    @Get("/summary")
    Summary summary() {
        return AccountShapes.summary(matcher.getSummary(GetSummaryRequest.getDefaultInstance()));
    }

    @Post("/deposits")
    @Wants(TRADE)
    @Status(HttpStatus.CREATED)
    Deposited deposit(@Body DepositSlip slip, @Header("Idempotency-Key") @Nullable String key) {
        var deposit = DepositRequest.newBuilder()
                .setAsset(Fields.required("asset", slip.asset()))
                .setAmountE8(Fields.amount("amount", Fields.required("amount", slip.amount())))
                .setIdempotencyKey(Fields.key(key, slip.idempotencyKey()))
                .build();
        var done = matcher.deposit(deposit);
        return new Deposited(AccountShapes.balance(done.getBalance()));
    }

    @Get("/fills")
    Fills fills(
            @QueryValue @Nullable String instrument,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor) {
        var page = history.listFills(ListFillsRequest.newBuilder()
                .setInstrument(Fields.orEmpty(instrument))
                .setLimit(Fields.count("limit", limit, 50, 500))
                .setCursor(Fields.orEmpty(cursor))
                .build());
        return new Fills(FillShape.of(page.getFillsList()), Written.orNull(page.getNextCursor()));
    }

    @Get("/ledger")
    Entries ledger(
            @QueryValue @Nullable String asset,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor) {
        var page = history.listLedger(ListLedgerRequest.newBuilder()
                .setAsset(Fields.orEmpty(asset))
                .setLimit(Fields.count("limit", limit, 50, 500))
                .setCursor(Fields.orEmpty(cursor))
                .build());
        return AccountShapes.entries(page.getEntriesList(), page.getNextCursor());
    }
}
