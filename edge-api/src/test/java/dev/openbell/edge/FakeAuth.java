package dev.openbell.edge;

import dev.openbell.admin.v1.AdminServiceGrpc.AdminServiceImplBase;
import dev.openbell.admin.v1.FindUsersRequest;
import dev.openbell.admin.v1.FindUsersResponse;
import dev.openbell.admin.v1.ResumeUserRequest;
import dev.openbell.admin.v1.ResumeUserResponse;
import dev.openbell.admin.v1.SuspendUserRequest;
import dev.openbell.admin.v1.SuspendUserResponse;
import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceImplBase;
import dev.openbell.auth.v1.ChangePasswordRequest;
import dev.openbell.auth.v1.ChangePasswordResponse;
import dev.openbell.auth.v1.FlowResponse;
import dev.openbell.auth.v1.ForgotPasswordRequest;
import dev.openbell.auth.v1.GetJwksRequest;
import dev.openbell.auth.v1.GetJwksResponse;
import dev.openbell.auth.v1.GetUserRequest;
import dev.openbell.auth.v1.ListSessionsRequest;
import dev.openbell.auth.v1.ListSessionsResponse;
import dev.openbell.auth.v1.RefreshRequest;
import dev.openbell.auth.v1.ResetPasswordRequest;
import dev.openbell.auth.v1.ResetPasswordResponse;
import dev.openbell.auth.v1.RevokeSessionRequest;
import dev.openbell.auth.v1.RevokeSessionResponse;
import dev.openbell.auth.v1.Session;
import dev.openbell.auth.v1.SessionResponse;
import dev.openbell.auth.v1.SignInRequest;
import dev.openbell.auth.v1.SignOutRequest;
import dev.openbell.auth.v1.SignOutResponse;
import dev.openbell.auth.v1.SignUpRequest;
import dev.openbell.auth.v1.User;
import dev.openbell.auth.v1.VerifyOtpRequest;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An auth-service that knows alice, whose refresh tokens are numbered. */
final class FakeAuth extends AuthServiceImplBase {
    private final Tokens tokens;
    final Users users = new Users();
    final AtomicLong keysAsked = new AtomicLong();
    volatile @Nullable String signedOut;
    /** Done instead of an answer. */
    volatile @Nullable Runnable accident;

    FakeAuth(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void getJwks(GetJwksRequest request, StreamObserver<GetJwksResponse> caller) {
        keysAsked.incrementAndGet();
        answer(caller, GetJwksResponse.newBuilder().setJwksJson(tokens.jwks()).build());
    }

    @Override
    public void signUp(SignUpRequest request, StreamObserver<FlowResponse> caller) {
        if (request.getPassword().length() < 8) {
            caller.onError(GrpcErrors.exception(Refusal.invalid("password", "must have 8 to 72 bytes")));
            return;
        }
        answer(caller, flow("flow-1"));
    }

    @Override
    public void verifyOtp(VerifyOtpRequest request, StreamObserver<SessionResponse> caller) {
        answer(caller, session(1));
    }

    @Override
    public void signIn(SignInRequest request, StreamObserver<SessionResponse> caller) {
        if (request.getPassword().equals("correct horse")) answer(caller, session(1));
        else caller.onError(GrpcErrors.exception(new Refusal(Code.UNAUTHENTICATED, "Wrong e-mail or password")));
    }

    @Override
    public void refresh(RefreshRequest request, StreamObserver<SessionResponse> caller) {
        answer(caller, session(Integer.parseInt(request.getRefreshToken().substring("refresh-".length())) + 1));
    }

    @Override
    public void signOut(SignOutRequest request, StreamObserver<SignOutResponse> caller) {
        if (request.getRefreshToken().equals("forgotten")) {
            caller.onError(GrpcErrors.exception(new Refusal(Code.UNAUTHENTICATED, "The session has ended")));
            return;
        }
        signedOut = request.getRefreshToken();
        answer(caller, SignOutResponse.getDefaultInstance());
    }

    @Override
    public void getUser(GetUserRequest request, StreamObserver<User> caller) {
        answer(caller, alice());
    }

    @Override
    public void forgotPassword(ForgotPasswordRequest request, StreamObserver<FlowResponse> caller) {
        answer(caller, flow("flow-of-" + request.getEmail()));
    }

    @Override
    public void resetPassword(ResetPasswordRequest request, StreamObserver<ResetPasswordResponse> caller) {
        if (request.getOtp().equals("123456")) answer(caller, ResetPasswordResponse.getDefaultInstance());
        else caller.onError(GrpcErrors.exception(new Refusal(Code.OTP_INVALID)));
    }

    @Override
    public void changePassword(ChangePasswordRequest request, StreamObserver<ChangePasswordResponse> caller) {
        if (request.getPassword().equals("correct horse")) {
            answer(caller, ChangePasswordResponse.getDefaultInstance());
            return;
        }
        caller.onError(GrpcErrors.exception(new Refusal(Code.UNAUTHENTICATED, "The current password is wrong")));
    }

    @Override
    public void listSessions(ListSessionsRequest request, StreamObserver<ListSessionsResponse> caller) {
        var laptop = Session.newBuilder()
                .setSessionId("session-1")
                .setCreatedAtMicros(FakeMatcher.NOON)
                .setLastSeenAtMicros(FakeMatcher.NOON)
                .setAddress("192.0.2.7")
                .setUserAgent("a laptop")
                .setCurrent(true);
        answer(caller, ListSessionsResponse.newBuilder().addSessions(laptop).build());
    }

    @Override
    public void revokeSession(RevokeSessionRequest request, StreamObserver<RevokeSessionResponse> caller) {
        if (request.getSessionId().equals("session-1")) answer(caller, RevokeSessionResponse.getDefaultInstance());
        else caller.onError(GrpcErrors.exception(new Refusal(Code.NOT_FOUND, "There is no such session")));
    }

    private static FlowResponse flow(String id) {
        return FlowResponse.newBuilder().setFlowId(id).setExpiresInSeconds(600).build();
    }

    private SessionResponse session(int number) {
        return SessionResponse.newBuilder()
                .setUser(alice())
                .setAccessToken(tokens.of("alice", "read trade"))
                .setExpiresInSeconds(900)
                .setRefreshToken("refresh-" + number)
                .setRefreshExpiresInSeconds(604_800)
                .build();
    }

    private static User alice() {
        return User.newBuilder()
                .setUserId("alice")
                .setEmail("alice@example.com")
                .addScopes("read")
                .addScopes("trade")
                .setCreatedAtMicros(FakeMatcher.NOON)
                .build();
    }

    /** Knows alice, and suspends her when an operator says so. */
    final class Users extends AdminServiceImplBase {
        volatile boolean suspended;
        /** How the next suspension fails. */
        volatile @Nullable StatusRuntimeException next;

        @Override
        public void findUsers(FindUsersRequest request, StreamObserver<FindUsersResponse> caller) {
            var found = FindUsersResponse.newBuilder();
            if (request.getEmail().equals("alice@example.com")) {
                found.addUsersBuilder()
                        .setUserId("alice")
                        .setEmail(request.getEmail())
                        .setCreatedAtMicros(FakeMatcher.NOON)
                        .setSuspended(suspended);
            }
            answer(caller, found.build());
        }

        @Override
        public void suspendUser(SuspendUserRequest request, StreamObserver<SuspendUserResponse> caller) {
            var failure = next;
            next = null;
            if (failure != null) caller.onError(failure);
            else if (set(request.getUserId(), true, caller)) answer(caller, SuspendUserResponse.getDefaultInstance());
        }

        @Override
        public void resumeUser(ResumeUserRequest request, StreamObserver<ResumeUserResponse> caller) {
            if (set(request.getUserId(), false, caller)) answer(caller, ResumeUserResponse.getDefaultInstance());
        }

        private boolean set(String user, boolean now, StreamObserver<?> caller) {
            if (!user.equals("alice")) {
                caller.onError(GrpcErrors.exception(new Refusal(Code.NOT_FOUND, "There is no such user")));
                return false;
            }
            suspended = now;
            return true;
        }
    }

    private <A> void answer(StreamObserver<A> caller, A answer) {
        var instead = accident;
        if (instead != null) {
            instead.run();
            return;
        }
        caller.onNext(answer);
        caller.onCompleted();
    }
}
