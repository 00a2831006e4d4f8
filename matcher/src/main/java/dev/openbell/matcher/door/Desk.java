package dev.openbell.matcher.door;

import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.refusal.Refusal.FieldError;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.OpenAccount;
import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Refused;
import dev.openbell.matcher.shard.Outcome;
import dev.openbell.matcher.shard.Shard;
import dev.openbell.trading.v1.EventPlace;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;
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

    Shard shard() {
        return shard;
    }

    /** Puts a command of the caller into the log and answers when it has been applied. */
    <T> CompletableFuture<T> command(LoggedCommand.Builder command, String idempotencyKey, Function<Outcome, T> wish) {
        return command(Caller.token().userId(), command, idempotencyKey, wish);
    }

    /** The same for an account that is known to be the caller's, or that an operator names. */
    <T> CompletableFuture<T> command(
            String account, LoggedCommand.Builder command, String idempotencyKey, Function<Outcome, T> wish) {
        if (shard.knows(Ids.parse(account))) {
            return shard.submit(command.setAccount(account), idempotencyKey, wish);
        }
        return opened(account).thenCompose(open -> shard.submit(command.setAccount(account), idempotencyKey, wish));
    }

    /** Puts a command of the venue itself into the log. */
    <T> CompletableFuture<T> venueCommand(LoggedCommand.Builder command, Function<Outcome, T> wish) {
        return shard.submit(command, "", wish);
    }

    /** Puts a command of the caller into the log and answers with its id as soon as it is there. */
    CompletableFuture<String> queue(LoggedCommand.Builder command, String idempotencyKey) {
        var account = Caller.token().userId();
        return opened(account).thenCompose(open -> shard.queue(command.setAccount(account), idempotencyKey));
    }

    /** Asks the market about the caller's own account. */
    <T> CompletableFuture<T> ask(BiFunction<Engine, Long, T> question) {
        var account = Caller.token().userId();
        long id = Ids.parse(account);
        return opened(account).thenCompose(open -> shard.ask(engine -> question.apply(engine, id)));
    }

    /** Where the market stands in its events; to be asked within a question. */
    EventPlace place(Engine engine) {
        return EventPlace.newBuilder()
                .setShard(shard.number())
                .setSequence(engine.sequence())
                .build();
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
        var open = OpenAccount.newBuilder().setSynthetic(isOneOfTheVenuesBots(account));
        return shard.submit(
                LoggedCommand.newBuilder().setAccount(account).setOpenAccount(open),
                "",
                outcome -> outcome.answer().number() == 1);
    }

    private static boolean isOneOfTheVenuesBots(String account) {
        var token = Caller.tokenIfAny();
        return token != null && token.userId().equals(account) && token.may(AccessToken.OF_THE_VENUE);
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

    static Throwable causeOf(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException ? Refusal.unavailable("The market did not answer in time") : cause;
    }

    /** The answer, unless it is a refusal: then that is thrown. */
    static Answer done(Outcome outcome) {
        var answer = outcome.answer();
        if (answer.kind() == Answer.Kind.REFUSED) throw refusal(answer.refused());
        return answer;
    }

    /** The engine's word as the venue says it. */
    static Refusal refusal(Refused refused) {
        var code = Code.valueOf(refused.code());
        var field = refused.why().field();
        if (field.isEmpty()) return new Refusal(code, refused.detail());
        var words = refused.detail().substring(field.length() + 1);
        return new Refusal(code, refused.detail(), List.of(new FieldError(field, words)), null, null);
    }
}
