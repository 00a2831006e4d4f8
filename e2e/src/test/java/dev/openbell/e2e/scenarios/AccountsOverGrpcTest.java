package dev.openbell.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.openbell.auth.v1.ChangePasswordRequest;
import dev.openbell.auth.v1.ForgotPasswordRequest;
import dev.openbell.auth.v1.ListSessionsRequest;
import dev.openbell.auth.v1.ResetPasswordRequest;
import dev.openbell.auth.v1.RevokeSessionRequest;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.e2e.dsl.Browser;
import dev.openbell.e2e.dsl.Member;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions and passwords without the edge between: the same calls, the same refusals. */
@OnTheRunningVenue
class AccountsOverGrpcTest {
    private final Member alice;
    private final ManagedChannel line;

    AccountsOverGrpcTest(Venue venue) {
        alice = Member.joins(venue, "alice");
        line = ManagedChannelBuilder.forTarget(venue.addresses().hostAndPort(Port.AUTH))
                .usePlaintext()
                .build();
    }

    @AfterEach
    void hangUp() {
        line.shutdownNow();
    }

    @Test
    void aForgottenPasswordIsReset() {
        var forgot = ForgotPasswordRequest.newBuilder().setEmail(alice.email()).build();
        var flow = anybody().forgotPassword(forgot);
        assertThat(flow.getExpiresInSeconds()).isEqualTo(600);
        var reset = ResetPasswordRequest.newBuilder()
                .setFlowId(flow.getFlowId())
                .setOtp(alice.readsResetCode())
                .setPassword("a new one for alice")
                .build();

        assertThat(anybody().resetPassword(reset).getSerializedSize()).isZero();

        refused(Code.OTP_INVALID, () -> anybody().resetPassword(reset));
        alice.desk().isSignedOut();
    }

    @Test
    void sessionsAreListedAndEnded() {
        var phone = alice.signsInFrom("a phone");
        var sessions = at(alice.desk()).listSessions(ListSessionsRequest.getDefaultInstance());
        assertThat(sessions.getSessionsList())
                .extracting(session -> session.getUserAgent() + " " + session.getCurrent())
                .containsExactly("a phone false", "alice's desk true");

        var phones = RevokeSessionRequest.newBuilder()
                .setSessionId(sessions.getSessions(0).getSessionId())
                .build();
        assertThat(at(alice.desk()).revokeSession(phones).getSerializedSize()).isZero();

        phone.isSignedOut();
    }

    @Test
    void thePasswordIsAskedForAndTheSessionMustBeOnesOwn() {
        var guess = ChangePasswordRequest.newBuilder()
                .setPassword("a guess that is long")
                .setNewPassword("a new one for alice")
                .build();

        refused(Code.UNAUTHENTICATED, () -> at(alice.desk()).changePassword(guess));
        refused(Code.UNAUTHENTICATED, () -> anybody().changePassword(guess));
        refused(Code.FORBIDDEN, () -> at(alice.bot()).changePassword(guess));
        refused(Code.FORBIDDEN, () -> at(alice.bot()).listSessions(ListSessionsRequest.getDefaultInstance()));
        refused(
                Code.NOT_FOUND,
                () -> at(alice.desk())
                        .revokeSession(RevokeSessionRequest.newBuilder()
                                .setSessionId("0000000000000")
                                .build()));
    }

    private AuthServiceBlockingStub anybody() {
        return AuthServiceGrpc.newBlockingStub(line);
    }

    private AuthServiceBlockingStub at(Browser browser) {
        return anybody().withCallCredentials(new BearerToken(browser.token(), "accounts-over-grpc"));
    }

    private static void refused(Code code, ThrowingCallable call) {
        var failure = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(GrpcErrors.refusal(failure).code()).isEqualTo(code);
    }
}
