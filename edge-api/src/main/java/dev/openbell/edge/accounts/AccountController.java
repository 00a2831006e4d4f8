package dev.openbell.edge.accounts;

import static dev.openbell.chassis.grpc.Access.READ;
import static dev.openbell.chassis.grpc.Access.TRADE;

import dev.openbell.chassis.fields.Fields;
import dev.openbell.edge.accounts.AccountShapes.Balances;
import dev.openbell.edge.accounts.AccountShapes.DepositSlip;
import dev.openbell.edge.accounts.AccountShapes.Deposited;
import dev.openbell.edge.accounts.AccountShapes.Summary;
import dev.openbell.edge.door.Wants;
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
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** The caller's own account as it stands: the matcher's word. What it went through is told by {@link HistoryController}. */
@Controller("/api/v1/account")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(READ)
final class AccountController {
    private final AccountServiceBlockingStub matcher;

    AccountController(AccountServiceBlockingStub matcher) {
        this.matcher = matcher;
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
        return new Deposited(BalanceShape.of(done.getBalance()));
    }
}
