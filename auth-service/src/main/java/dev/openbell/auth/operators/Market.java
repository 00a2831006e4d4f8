package dev.openbell.auth.operators;

import dev.openbell.admin.v1.AdminServiceGrpc;
import dev.openbell.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.openbell.admin.v1.ResumeAccountRequest;
import dev.openbell.admin.v1.SuspendAccountRequest;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.grpc.Caller;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** The matcher, asked with the operator's own token. */
@Singleton
final class Market {
    private static final int PATIENCE_SECONDS = 5;

    private final AdminServiceBlockingStub matcher;

    Market(@GrpcChannel("matcher") ManagedChannel matcher) {
        this.matcher = AdminServiceGrpc.newBlockingStub(matcher);
    }

    /**
     * From when this returns the account has nothing open, and no order of it is taken.
     *
     * @throws StatusRuntimeException as the matcher answers, or does not
     */
    void suspend(String userId) {
        var _ = asOperator()
                .suspendAccount(
                        SuspendAccountRequest.newBuilder().setUserId(userId).build());
    }

    /** @throws StatusRuntimeException as the matcher answers, or does not */
    void resume(String userId) {
        var _ = asOperator()
                .resumeAccount(
                        ResumeAccountRequest.newBuilder().setUserId(userId).build());
    }

    private AdminServiceBlockingStub asOperator() {
        var origin = Caller.origin();
        return matcher.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .withCallCredentials(new BearerToken(Caller.token().text(), Caller.requestId())
                        .from(origin.address(), origin.userAgent()));
    }
}
