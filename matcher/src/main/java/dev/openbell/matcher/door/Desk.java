package dev.openbell.matcher.door;

import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.OpenAccount;
import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Refused;
import dev.openbell.matcher.shard.Shard;
import dev.openbell.matcher.shard.Shard.Reply;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Where calls and the market meet: takes commands and questions of the account that calls, and gives the answers back.
 *
 * <p>An account that the market does not know yet is opened before its first command or question.
 */
@Singleton
final class Desk {
    private final Shard shard;

    Desk(Shard shard) {
        this.shard = shard;
    }

    /** Puts a command of the caller into the log and answers when it has been applied. */
    CompletableFuture<Reply> command(LoggedCommand.Builder command, String idempotencyKey) {
        var account = Caller.token().userId();
        return opened(account).thenCompose(open -> shard.submit(command.setAccount(account), idempotencyKey));
    }

    /** Asks the market about the caller's own account. */
    <T> CompletableFuture<T> ask(BiFunction<Engine, Long, T> question) {
        var account = Caller.token().userId();
        long id = Ids.parse(account);
        return opened(account).thenCompose(open -> shard.ask(engine -> question.apply(engine, id)));
    }

    /** Asks the market what anybody may know. */
    <T> CompletableFuture<T> askPublic(Function<Engine, T> question) {
        return shard.ask(question);
    }

    /** Opens the account, or finds it open. */
    CompletableFuture<Boolean> opened(String account) {
        long id = Ids.parse(account);
        if (id < 0) throw new Refusal(Code.FORBIDDEN, "Only users have accounts");
        if (shard.knows(id)) return CompletableFuture.completedFuture(false);
        var open = LoggedCommand.newBuilder().setAccount(account).setOpenAccount(OpenAccount.getDefaultInstance());
        return shard.submit(open, "")
                .thenApply(reply -> reply.answer() instanceof Answer.Opened opened && opened.justNow());
    }

    /** Sends what comes, or the reason why nothing comes. */
    <T> void answer(StreamObserver<T> caller, CompletableFuture<T> answer) {
        var _ = answer.handle((value, failure) -> {
            if (failure == null) {
                caller.onNext(value);
                caller.onCompleted();
            } else {
                caller.onError(GrpcErrors.exception(causeOf(failure)));
            }
            return true;
        });
    }

    private static Throwable causeOf(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException ? Refusal.unavailable("The market did not answer in time") : cause;
    }

    /** The engine's word as the venue says it. */
    static Refusal refusal(Refused refused) {
        return new Refusal(Code.valueOf(refused.reason().name()), refused.detail());
    }
}
