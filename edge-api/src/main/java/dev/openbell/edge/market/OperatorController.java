package dev.openbell.edge.market;

import static dev.openbell.chassis.grpc.Access.ADMIN;

import dev.openbell.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.openbell.admin.v1.HaltInstrumentRequest;
import dev.openbell.admin.v1.ResumeInstrumentRequest;
import dev.openbell.admin.v1.TakeSnapshotRequest;
import dev.openbell.edge.door.Wants;
import dev.openbell.edge.market.MarketShapes.OneInstrument;
import dev.openbell.edge.market.MarketShapes.SnapshotShape;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.time.Duration;

/** What an operator does to the market. The matcher audits it. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(ADMIN)
final class OperatorController {
    private final AdminServiceBlockingStub matcher;
    private final Duration forSnapshots;

    OperatorController(
            @Named("matcher") AdminServiceBlockingStub matcher,
            @Value("${openbell.deadlines.snapshots}") Duration forSnapshots) {
        this.matcher = matcher;
        this.forSnapshots = forSnapshots;
    }

    @Post("/market/orderbook/snapshot")
    SnapshotShape takeSnapshot() {
        return MarketShapes.snapshot(
                matcher.withDeadlineAfter(forSnapshots).takeSnapshot(TakeSnapshotRequest.getDefaultInstance()));
    }

    @Post("/admin/instruments/{symbol}/halt")
    OneInstrument halt(String symbol) {
        var halted = matcher.haltInstrument(
                HaltInstrumentRequest.newBuilder().setSymbol(symbol).build());
        return MarketShapes.one(halted.getInstrument());
    }

    @Post("/admin/instruments/{symbol}/resume")
    OneInstrument resume(String symbol) {
        var resumed = matcher.resumeInstrument(
                ResumeInstrumentRequest.newBuilder().setSymbol(symbol).build());
        return MarketShapes.one(resumed.getInstrument());
    }
}
