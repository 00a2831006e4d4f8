package dev.openbell.edge.orders;

import static dev.openbell.chassis.grpc.Access.READ;

import dev.openbell.edge.door.Wants;
import dev.openbell.edge.orders.Answers.CommandShape;
import dev.openbell.trading.v1.GetCommandRequest;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceBlockingStub;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** What became of a command that was only queued. */
@Controller("/api/v1/commands")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommandsController {
    private final TradingServiceBlockingStub matcher;

    CommandsController(TradingServiceBlockingStub matcher) {
        this.matcher = matcher;
    }

    @Get("/{id}")
    @Wants(READ)
    CommandShape command(String id) {
        return OrderShapes.command(matcher.getCommand(
                GetCommandRequest.newBuilder().setCommandId(id).build()));
    }
}
