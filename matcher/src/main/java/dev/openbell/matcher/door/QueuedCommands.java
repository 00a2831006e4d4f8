package dev.openbell.matcher.door;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.log.CommandLookup;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.trading.v1.CommandStatus;
import dev.openbell.trading.v1.GetCommandResponse;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** What became of commands whose callers did not wait: the log has the command, and its key knows the rest. */
@Singleton
final class QueuedCommands {
    private final Desk desk;
    private final CommandLookup log;

    QueuedCommands(Desk desk, CommandLookup log) {
        this.desk = desk;
        this.log = log;
    }

    CompletableFuture<GetCommandResponse> find(String commandId, String account) {
        long id = Ids.parse(commandId);
        int shard = desk.shard().number();
        if (id < 0 || Ids.shard(id) != shard) throw notFound();
        long offset = Ids.number(id);
        var logged = log.at(shard, offset);
        // What belongs to another user is not there.
        if (logged == null || !logged.getAccount().equals(account)) throw notFound();
        if (offset >= desk.shard().reached())
            return CompletableFuture.completedFuture(
                    status(CommandStatus.COMMAND_QUEUED).build());
        return desk.askPublic(engine -> outcome(engine, logged));
    }

    private static GetCommandResponse outcome(Engine engine, LoggedCommand logged) {
        if (!(LoggedCommands.read(logged) instanceof PlaceOrder place))
            return status(CommandStatus.COMMAND_ACCEPTED).build();
        var refused = engine.refusal(place);
        if (refused != null) {
            return status(CommandStatus.COMMAND_REJECTED)
                    .setRefusal(Refusals.shape(Desk.refusal(refused)))
                    .build();
        }
        var order = engine.order(place.account(), OrderName.byKey(place.key()));
        // Remembered for five minutes, like every key.
        if (order == null) throw notFound();
        return status(CommandStatus.COMMAND_ACCEPTED)
                .setOrder(Shapes.order(order))
                .build();
    }

    private static GetCommandResponse.Builder status(CommandStatus status) {
        return GetCommandResponse.newBuilder().setStatus(status);
    }

    private static Refusal notFound() {
        return new Refusal(
                Code.NOT_FOUND, "No such command, or it is forgotten: commands are remembered for five minutes");
    }
}
