package dev.openbell.matcher.door;

import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.events.v1.Deposit;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Summary;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.trading.v1.AccountServiceGrpc.AccountServiceImplBase;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.DepositRequest;
import dev.openbell.trading.v1.DepositResponse;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.GetBalancesResponse;
import dev.openbell.trading.v1.GetSummaryRequest;
import dev.openbell.trading.v1.GetSummaryResponse;
import dev.openbell.trading.v1.OpenAccountRequest;
import dev.openbell.trading.v1.OpenAccountResponse;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;

/** Wallets. */
@Singleton
final class AccountDoor extends AccountServiceImplBase {
    private final Desk desk;

    AccountDoor(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void openAccount(OpenAccountRequest request, StreamObserver<OpenAccountResponse> caller) {
        var account = Caller.token().userId();
        long id = Ids.parse(account);
        desk.answer(
                caller,
                desk.opened(account)
                        .thenCompose(opened -> desk.askPublic(engine -> OpenAccountResponse.newBuilder()
                                .setOpened(opened)
                                .addAllBalances(balances(engine, id))
                                .build())));
    }

    @Override
    public void getBalances(GetBalancesRequest request, StreamObserver<GetBalancesResponse> caller) {
        desk.answer(
                caller,
                desk.ask((engine, account) -> GetBalancesResponse.newBuilder()
                        .addAllBalances(balances(engine, account))
                        .setSequence(engine.sequence())
                        .build()));
    }

    @Override
    public void deposit(DepositRequest request, StreamObserver<DepositResponse> caller) {
        if (request.getAsset().isEmpty()) throw Refusal.invalid("asset", "must be given");
        if (request.getAmountE8() <= 0) throw Refusal.invalid("amount", "must be above zero");
        var key = Orders.keyOf(request.getIdempotencyKey());
        var deposit = Deposit.newBuilder()
                .setAsset(request.getAsset())
                .setAmountE8(request.getAmountE8())
                .setIdempotencyKey(key)
                .setUnlimited(Caller.token().may(AccessToken.OF_THE_VENUE));
        desk.answer(
                caller,
                desk.command(
                        LoggedCommand.newBuilder().setDeposit(deposit),
                        key,
                        outcome -> DepositResponse.newBuilder()
                                .setBalance(Shapes.balance(Desk.done(outcome).balance()))
                                .build()));
    }

    @Override
    public void getSummary(GetSummaryRequest request, StreamObserver<GetSummaryResponse> caller) {
        desk.answer(caller, desk.ask((engine, account) -> summary(engine.summary(account))));
    }

    private static GetSummaryResponse summary(Summary summary) {
        var response = GetSummaryResponse.newBuilder()
                .setEquityE8(summary.equity())
                .setCashE8(summary.cash())
                .setMarginUsedE8(summary.marginUsed())
                .setMarginFreeE8(summary.marginFree())
                .setUnrealizedPnlE8(summary.unrealized());
        if (summary.marginUsed() > 0) response.setMarginLevelE8(summary.marginLevel());
        return response.build();
    }

    private static List<Balance> balances(Engine engine, long account) {
        return engine.balances(account).stream().map(Shapes::balance).toList();
    }
}
