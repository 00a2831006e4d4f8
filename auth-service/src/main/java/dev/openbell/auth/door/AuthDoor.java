package dev.openbell.auth.door;

import dev.openbell.auth.keys.ApiKeys;
import dev.openbell.auth.mail.EmailAddress;
import dev.openbell.auth.mail.MailedCodes;
import dev.openbell.auth.password.NewPasswords;
import dev.openbell.auth.session.Session;
import dev.openbell.auth.session.Sessions;
import dev.openbell.auth.signup.SignUps;
import dev.openbell.auth.token.SigningKeys;
import dev.openbell.auth.v1.ApiKey;
import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceImplBase;
import dev.openbell.auth.v1.ChangePasswordRequest;
import dev.openbell.auth.v1.ChangePasswordResponse;
import dev.openbell.auth.v1.CreateApiKeyRequest;
import dev.openbell.auth.v1.CreateApiKeyResponse;
import dev.openbell.auth.v1.FlowResponse;
import dev.openbell.auth.v1.ForgotPasswordRequest;
import dev.openbell.auth.v1.GetJwksRequest;
import dev.openbell.auth.v1.GetJwksResponse;
import dev.openbell.auth.v1.GetUserRequest;
import dev.openbell.auth.v1.IssueTokenRequest;
import dev.openbell.auth.v1.IssueTokenResponse;
import dev.openbell.auth.v1.ListApiKeysRequest;
import dev.openbell.auth.v1.ListApiKeysResponse;
import dev.openbell.auth.v1.ListSessionsRequest;
import dev.openbell.auth.v1.ListSessionsResponse;
import dev.openbell.auth.v1.RefreshRequest;
import dev.openbell.auth.v1.ResendOtpRequest;
import dev.openbell.auth.v1.ResetPasswordRequest;
import dev.openbell.auth.v1.ResetPasswordResponse;
import dev.openbell.auth.v1.RevokeApiKeyRequest;
import dev.openbell.auth.v1.RevokeApiKeyResponse;
import dev.openbell.auth.v1.RevokeSessionRequest;
import dev.openbell.auth.v1.RevokeSessionResponse;
import dev.openbell.auth.v1.SessionResponse;
import dev.openbell.auth.v1.SignInRequest;
import dev.openbell.auth.v1.SignOutRequest;
import dev.openbell.auth.v1.SignOutResponse;
import dev.openbell.auth.v1.SignUpRequest;
import dev.openbell.auth.v1.User;
import dev.openbell.auth.v1.VerifyOtpRequest;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.users.v1.ApiKeyRecord;
import dev.openbell.users.v1.RefreshFamily;
import dev.openbell.users.v1.UserRecord;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code openbell.auth.v1.AuthService}. Each call runs on a virtual thread of its own and may wait. */
@Singleton
final class AuthDoor extends AuthServiceImplBase {
    private final SignUps signUps;
    private final MailedCodes codes;
    private final Sessions sessions;
    private final NewPasswords newPasswords;
    private final ApiKeys keys;
    private final SigningKeys signingKeys;

    AuthDoor(
            SignUps signUps,
            MailedCodes codes,
            Sessions sessions,
            NewPasswords newPasswords,
            ApiKeys keys,
            SigningKeys signingKeys) {
        this.signUps = signUps;
        this.codes = codes;
        this.sessions = sessions;
        this.newPasswords = newPasswords;
        this.keys = keys;
        this.signingKeys = signingKeys;
    }

    @Override
    public void signUp(SignUpRequest request, StreamObserver<FlowResponse> caller) {
        answer(caller, flow(signUps.begin(request.getEmail(), request.getPassword(), request.getName())));
    }

    @Override
    public void resendOtp(ResendOtpRequest request, StreamObserver<FlowResponse> caller) {
        codes.resend(request.getFlowId());
        answer(caller, flow(request.getFlowId()));
    }

    @Override
    public void verifyOtp(VerifyOtpRequest request, StreamObserver<SessionResponse> caller) {
        answer(caller, response(signUps.verify(request.getFlowId(), request.getOtp())));
    }

    @Override
    public void signIn(SignInRequest request, StreamObserver<SessionResponse> caller) {
        var email = EmailAddress.normalised(request.getEmail());
        answer(caller, response(sessions.signIn(email, request.getPassword())));
    }

    @Override
    public void refresh(RefreshRequest request, StreamObserver<SessionResponse> caller) {
        answer(caller, response(sessions.refresh(request.getRefreshToken())));
    }

    @Override
    public void signOut(SignOutRequest request, StreamObserver<SignOutResponse> caller) {
        sessions.signOut(Caller.tokenIfAny(), request.getRefreshToken());
        answer(caller, SignOutResponse.getDefaultInstance());
    }

    @Override
    public void getUser(GetUserRequest request, StreamObserver<User> caller) {
        var token = Caller.token();
        answer(caller, user(sessions.profile(token.userId()), token.scopes()));
    }

    @Override
    public void forgotPassword(ForgotPasswordRequest request, StreamObserver<FlowResponse> caller) {
        answer(caller, flow(newPasswords.forgot(request.getEmail())));
    }

    @Override
    public void resetPassword(ResetPasswordRequest request, StreamObserver<ResetPasswordResponse> caller) {
        newPasswords.reset(request.getFlowId(), request.getOtp(), request.getPassword());
        answer(caller, ResetPasswordResponse.getDefaultInstance());
    }

    @Override
    public void changePassword(ChangePasswordRequest request, StreamObserver<ChangePasswordResponse> caller) {
        newPasswords.change(Caller.token(), request.getPassword(), request.getNewPassword());
        answer(caller, ChangePasswordResponse.getDefaultInstance());
    }

    @Override
    public void listSessions(ListSessionsRequest request, StreamObserver<ListSessionsResponse> caller) {
        var token = Caller.token();
        var page = sessions.of(token.userId(), request.getLimit(), request.getCursor());
        var response = ListSessionsResponse.newBuilder().setNextCursor(page.getNextCursor());
        for (var family : page.getFamiliesList()) response.addSessions(session(family, token));
        answer(caller, response.build());
    }

    @Override
    public void revokeSession(RevokeSessionRequest request, StreamObserver<RevokeSessionResponse> caller) {
        sessions.revoke(Caller.token().userId(), request.getSessionId());
        answer(caller, RevokeSessionResponse.getDefaultInstance());
    }

    @Override
    public void createApiKey(CreateApiKeyRequest request, StreamObserver<CreateApiKeyResponse> caller) {
        var draft = ApiKeyRecord.newBuilder().setName(request.getName()).addAllScopes(request.getScopesList());
        if (request.hasExpiresAtMicros()) draft.setExpiresAtMicros(request.getExpiresAtMicros());
        var made = keys.create(Caller.token().userId(), draft.build());
        answer(
                caller,
                CreateApiKeyResponse.newBuilder()
                        .setKey(key(made.key()))
                        .setSecret(made.secret().text())
                        .build());
    }

    @Override
    public void listApiKeys(ListApiKeysRequest request, StreamObserver<ListApiKeysResponse> caller) {
        var page = keys.of(Caller.token().userId(), request.getLimit(), request.getCursor());
        var response = ListApiKeysResponse.newBuilder().setNextCursor(page.getNextCursor());
        for (var key : page.getApiKeysList()) response.addApiKeys(key(key));
        answer(caller, response.build());
    }

    @Override
    public void revokeApiKey(RevokeApiKeyRequest request, StreamObserver<RevokeApiKeyResponse> caller) {
        keys.revoke(Caller.token().userId(), request.getKeyId());
        answer(caller, RevokeApiKeyResponse.getDefaultInstance());
    }

    @Override
    public void issueToken(IssueTokenRequest request, StreamObserver<IssueTokenResponse> caller) {
        var token = keys.issueToken(request.getKeyId(), request.getSecret());
        answer(
                caller,
                IssueTokenResponse.newBuilder()
                        .setAccessToken(token.text())
                        .setExpiresInSeconds(token.secondsLeft())
                        .build());
    }

    @Override
    public void getJwks(GetJwksRequest request, StreamObserver<GetJwksResponse> caller) {
        var json = signingKeys.fetch().toString(true);
        answer(caller, GetJwksResponse.newBuilder().setJwksJson(json).build());
    }

    private static FlowResponse flow(String id) {
        return FlowResponse.newBuilder()
                .setFlowId(id)
                .setExpiresInSeconds(MailedCodes.LIFE.toSeconds())
                .build();
    }

    private static SessionResponse response(Session session) {
        return SessionResponse.newBuilder()
                .setUser(user(session.user(), session.access().scopes()))
                .setAccessToken(session.access().text())
                .setExpiresInSeconds(session.access().secondsLeft())
                .setRefreshToken(session.refresh().text())
                .setRefreshExpiresInSeconds(
                        Math.max(0, Instant.now().until(session.refreshEndsAt(), ChronoUnit.SECONDS)))
                .build();
    }

    private static User user(UserRecord user, Iterable<String> scopes) {
        return User.newBuilder()
                .setUserId(user.getUserId())
                .setEmail(user.getEmail())
                .setName(user.getName())
                .addAllScopes(scopes)
                .setCreatedAtMicros(user.getCreatedAtMicros())
                .build();
    }

    private static dev.openbell.auth.v1.Session session(RefreshFamily family, AccessToken asker) {
        return dev.openbell.auth.v1.Session.newBuilder()
                .setSessionId(family.getFamilyId())
                .setCreatedAtMicros(family.getCreatedAtMicros())
                .setLastSeenAtMicros(family.getRotatedAtMicros())
                .setAddress(family.getAddress())
                .setUserAgent(family.getUserAgent())
                .setCurrent(family.getFamilyId().equals(asker.sessionId()))
                .build();
    }

    private static ApiKey key(ApiKeyRecord record) {
        var key = ApiKey.newBuilder()
                .setKeyId(record.getKeyId())
                .setName(record.getName())
                .addAllScopes(record.getScopesList())
                .setCreatedAtMicros(record.getCreatedAtMicros());
        if (record.hasExpiresAtMicros()) key.setExpiresAtMicros(record.getExpiresAtMicros());
        if (record.hasLastUsedAtMicros()) key.setLastUsedAtMicros(record.getLastUsedAtMicros());
        return key.build();
    }

    private static <T> void answer(StreamObserver<T> caller, T answer) {
        caller.onNext(answer);
        caller.onCompleted();
    }
}
