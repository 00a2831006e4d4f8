package dev.openbell.edge.cfd;

import static dev.openbell.chassis.grpc.Access.SIGNED_IN;

import dev.openbell.chassis.fields.Fields;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.edge.accounts.BalanceShape;
import dev.openbell.edge.cfd.EngineShapes.EngineAnswer;
import dev.openbell.edge.cfd.EngineShapes.EngineCommand;
import dev.openbell.edge.cfd.EngineShapes.EngineResponse;
import dev.openbell.edge.cfd.EngineShapes.Wallet;
import dev.openbell.edge.cfd.EngineShapes.Word;
import dev.openbell.edge.door.Wants;
import dev.openbell.trading.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.CfdServiceGrpc.CfdServiceBlockingStub;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.OpenAccountRequest;
import dev.openbell.trading.v1.Position;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One door at which a program asks for everything by a word. Behind it are the same calls as behind the others, each with the scope that it
 * wants; a refusal has their status, and this door's shape.
 */
@Controller(EngineController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EngineController {
    static final String PATH = "/api/v1/engine";

    private static final String CASH = "USD";

    /** What a call has brought. */
    private record Done(@Nullable String orderId, Object data, String message) {}

    private final AccountServiceBlockingStub accounts;
    private final CfdServiceBlockingStub cfds;
    private final Portfolio portfolio;

    EngineController(AccountServiceBlockingStub accounts, CfdServiceBlockingStub cfds, Portfolio portfolio) {
        this.accounts = accounts;
        this.cfds = cfds;
        this.portfolio = portfolio;
    }

    @Post
    @Wants(SIGNED_IN)
    EngineAnswer carryOut(
            HttpRequest<?> request, @Body EngineCommand command, @Header("Idempotency-Key") @Nullable String key) {
        var done = done(command, key);
        var said = new EngineResponse("ok", done.data, done.message);
        return new EngineAnswer(true, done.orderId, said, EngineRefusals.millis(request));
    }

    private Done done(EngineCommand command, @Nullable String key) {
        return switch (word(command)) {
            case CREATE_ACCOUNT -> {
                var account = accounts.openAccount(OpenAccountRequest.getDefaultInstance());
                var message = account.getOpened() ? "The account is open" : "The account was open already";
                yield new Done(null, wallet(account.getBalancesList()), message);
            }
            case GET_BALANCE -> new Done(null, wallet(balances()), "Every asset of the wallet");
            case GET_USD_BALANCE -> new Done(null, cash(), "What is in the wallet in USD");
            case CREATE_TRADE ->
                about(cfds.openPosition(CfdShapes.open(ticket(command), key)).getPosition(), "The position is open");
            case CLOSE_TRADE -> {
                var id = Fields.required("tradeId", command.tradeId());
                yield about(portfolio.close(CfdShapes.close(id, null, key)), "The position is closed");
            }
        };
    }

    private static Word word(EngineCommand command) {
        var text = Fields.required("command", command.command());
        return Arrays.stream(Word.values())
                .filter(word -> word.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "command",
                        "must be one of "
                                + Arrays.stream(Word.values()).map(Word::name).collect(Collectors.joining(", "))));
    }

    private static PositionTicket ticket(EngineCommand command) {
        return new PositionTicket(
                null,
                command.asset(),
                command.direction(),
                command.margin(),
                command.leverage(),
                command.stopLossPrice(),
                command.takeProfitPrice(),
                null,
                null,
                null);
    }

    private static Done about(Position position, String message) {
        return new Done(position.getPositionId(), PositionShape.of(position), message);
    }

    private List<Balance> balances() {
        return accounts.getBalances(GetBalancesRequest.getDefaultInstance()).getBalancesList();
    }

    private static Wallet wallet(List<Balance> balances) {
        return new Wallet(balances.stream().map(BalanceShape::of).toList());
    }

    private BalanceShape cash() {
        return balances().stream()
                .filter(balance -> balance.getAsset().equals(CASH))
                .findFirst()
                .map(BalanceShape::of)
                .orElseGet(() ->
                        BalanceShape.of(Balance.newBuilder().setAsset(CASH).build()));
    }
}
