package dev.openbell.matcher.door;

import dev.openbell.admin.v1.AdminServiceGrpc.AdminServiceImplBase;
import dev.openbell.admin.v1.HaltInstrumentRequest;
import dev.openbell.admin.v1.InstrumentResponse;
import dev.openbell.admin.v1.ResumeAccountRequest;
import dev.openbell.admin.v1.ResumeAccountResponse;
import dev.openbell.admin.v1.ResumeInstrumentRequest;
import dev.openbell.admin.v1.SuspendAccountRequest;
import dev.openbell.admin.v1.SuspendAccountResponse;
import dev.openbell.admin.v1.TakeSnapshotRequest;
import dev.openbell.admin.v1.TakeSnapshotResponse;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.HaltInstrument;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.ResumeAccount;
import dev.openbell.events.v1.ResumeInstrument;
import dev.openbell.events.v1.SuspendAccount;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.matcher.shard.Follower;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What an operator does to the market, and to accounts in it. */
@Singleton
final class AdminDoor extends AdminServiceImplBase {
    private static final int PATIENCE_SECONDS = 20;

    private final Desk desk;
    private final Follower follower;
    private final AuditTrail audit;

    AdminDoor(Desk desk, Follower follower, AuditTrail audit) {
        this.desk = desk;
        this.follower = follower;
        this.audit = audit;
    }

    @Override
    public void takeSnapshot(TakeSnapshotRequest request, StreamObserver<TakeSnapshotResponse> caller) {
        if (request.getShard() != desk.shard().number()) throw Refusal.invalid("shard", "is not one of this instance");
        audit.append("take_snapshot", "");
        desk.answer(
                caller,
                follower.takeNow()
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .exceptionally(failure -> {
                            throw Refusal.unavailable("No snapshot could be taken: " + failure.getMessage());
                        })
                        .thenApply(taken -> TakeSnapshotResponse.newBuilder()
                                .setSnapshotId(taken.snapshot().id())
                                .setOffset(taken.snapshot().nextOffset())
                                .setSequence(taken.snapshot().sequence())
                                .setChecksum(taken.checksum())
                                .build()));
    }

    @Override
    public void haltInstrument(HaltInstrumentRequest request, StreamObserver<InstrumentResponse> caller) {
        audit.append("halt_instrument", request.getSymbol());
        var halt = HaltInstrument.newBuilder().setSymbol(request.getSymbol());
        desk.answer(caller, changed(LoggedCommand.newBuilder().setHaltInstrument(halt), request.getSymbol()));
    }

    @Override
    public void resumeInstrument(ResumeInstrumentRequest request, StreamObserver<InstrumentResponse> caller) {
        audit.append("resume_instrument", request.getSymbol());
        var resume = ResumeInstrument.newBuilder().setSymbol(request.getSymbol());
        desk.answer(caller, changed(LoggedCommand.newBuilder().setResumeInstrument(resume), request.getSymbol()));
    }

    @Override
    public void suspendAccount(SuspendAccountRequest request, StreamObserver<SuspendAccountResponse> caller) {
        audit.append("suspend_account", request.getUserId());
        var suspend = LoggedCommand.newBuilder().setSuspendAccount(SuspendAccount.getDefaultInstance());
        desk.answer(caller, done(request.getUserId(), suspend, SuspendAccountResponse.getDefaultInstance()));
    }

    @Override
    public void resumeAccount(ResumeAccountRequest request, StreamObserver<ResumeAccountResponse> caller) {
        audit.append("resume_account", request.getUserId());
        var resume = LoggedCommand.newBuilder().setResumeAccount(ResumeAccount.getDefaultInstance());
        desk.answer(caller, done(request.getUserId(), resume, ResumeAccountResponse.getDefaultInstance()));
    }

    /** To an account that was never open, too: it is opened first, or a token that is still on its way would open it afterwards. */
    private <T> CompletableFuture<T> done(String userId, LoggedCommand.Builder command, T response) {
        if (Ids.parse(userId) < 0) throw new Refusal(Code.NOT_FOUND, "There is no such user");
        return desk.command(userId, command, "", outcome -> {
            var _ = Desk.done(outcome);
            return response;
        });
    }

    private CompletableFuture<InstrumentResponse> changed(LoggedCommand.Builder command, String symbol) {
        return desk.venueCommand(command, Desk::done)
                .thenCompose(done -> desk.askPublic(engine -> engine.instruments().stream()
                        .filter(instrument -> instrument.symbol().equals(symbol))
                        .findFirst()
                        .orElseThrow(() -> new Refusal(Code.UNKNOWN_INSTRUMENT))))
                .thenApply(instrument -> InstrumentResponse.newBuilder()
                        .setInstrument(Shapes.instrument(instrument))
                        .build());
    }
}
