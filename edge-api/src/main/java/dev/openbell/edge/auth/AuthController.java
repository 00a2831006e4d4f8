package dev.openbell.edge.auth;

import static dev.openbell.chassis.grpc.Access.PUBLIC;
import static dev.openbell.chassis.grpc.Access.SIGNED_IN;

import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.openbell.auth.v1.GetUserRequest;
import dev.openbell.auth.v1.IssueTokenRequest;
import dev.openbell.auth.v1.RefreshRequest;
import dev.openbell.auth.v1.ResendOtpRequest;
import dev.openbell.auth.v1.SessionResponse;
import dev.openbell.auth.v1.SignInRequest;
import dev.openbell.auth.v1.SignOutRequest;
import dev.openbell.auth.v1.SignUpRequest;
import dev.openbell.auth.v1.VerifyOtpRequest;
import dev.openbell.chassis.fields.Fields;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.edge.auth.AuthShapes.Flow;
import dev.openbell.edge.auth.AuthShapes.KeyAndSecret;
import dev.openbell.edge.auth.AuthShapes.ResendOtp;
import dev.openbell.edge.auth.AuthShapes.Session;
import dev.openbell.edge.auth.AuthShapes.SignIn;
import dev.openbell.edge.auth.AuthShapes.SignUp;
import dev.openbell.edge.auth.AuthShapes.Token;
import dev.openbell.edge.auth.AuthShapes.UserShape;
import dev.openbell.edge.auth.AuthShapes.VerifyOtp;
import dev.openbell.edge.door.Wants;
import dev.openbell.edge.errors.Problems;
import io.grpc.StatusRuntimeException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/**
 * Signing up, in, on and out. Whoever is signed in gets an access token in the answer and the refresh token in a
 * cookie.
 */
@Controller("/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(PUBLIC)
final class AuthController {
    private final AuthServiceBlockingStub auth;
    private final RefreshCookie cookie;
    private final Problems problems;

    AuthController(AuthServiceBlockingStub auth, RefreshCookie cookie, Problems problems) {
        this.auth = auth;
        this.cookie = cookie;
        this.problems = problems;
    }

    @Post("/signup")
    @Status(HttpStatus.ACCEPTED)
    Flow signUp(@Body SignUp form) {
        return AuthShapes.flow(auth.signUp(SignUpRequest.newBuilder()
                .setEmail(Fields.required("email", form.email()))
                .setPassword(Fields.required("password", form.password()))
                .setName(Fields.orEmpty(form.name()))
                .build()));
    }

    @Post("/verify-otp")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Session.class)))
    HttpResponse<Session> verifyOtp(@Body VerifyOtp form) {
        var session = auth.verifyOtp(VerifyOtpRequest.newBuilder()
                .setFlowId(Fields.required("flow_id", form.flowId()))
                .setOtp(Fields.required("otp", form.otp()))
                .build());
        return signedIn(session).status(HttpStatus.CREATED);
    }

    @Post("/resend-otp")
    @Status(HttpStatus.ACCEPTED)
    Flow resendOtp(@Body ResendOtp form) {
        return AuthShapes.flow(auth.resendOtp(ResendOtpRequest.newBuilder()
                .setFlowId(Fields.required("flow_id", form.flowId()))
                .build()));
    }

    @Post("/signin")
    HttpResponse<Session> signIn(@Body SignIn form) {
        return signedIn(auth.signIn(SignInRequest.newBuilder()
                .setEmail(Fields.required("email", form.email()))
                .setPassword(Fields.required("password", form.password()))
                .build()));
    }

    @Post("/refresh")
    HttpResponse<Session> refresh(HttpRequest<?> request) {
        var token = cookie.in(request).orElseThrow(() -> new Refusal(Code.UNAUTHENTICATED, "No refresh cookie came"));
        return signedIn(
                auth.refresh(RefreshRequest.newBuilder().setRefreshToken(token).build()));
    }

    /** The cookie goes whatever the service says: whoever signs out is gone from this browser. */
    @Post("/logout")
    @ApiResponse(responseCode = "204")
    HttpResponse<?> logout(HttpRequest<?> request) {
        var token = cookie.in(request).orElse("");
        MutableHttpResponse<?> answer;
        try {
            var _ = auth.signOut(
                    SignOutRequest.newBuilder().setRefreshToken(token).build());
            answer = HttpResponse.noContent();
        } catch (StatusRuntimeException failure) {
            answer = problems.answer(request, GrpcErrors.refusal(failure));
        }
        return answer.cookie(cookie.cleared());
    }

    @Get("/me")
    @Wants(SIGNED_IN)
    UserShape me() {
        return AuthShapes.user(auth.getUser(GetUserRequest.getDefaultInstance()));
    }

    /** A bot trades its key for an access token. */
    @Post("/token")
    Token token(@Body KeyAndSecret form) {
        return AuthShapes.token(auth.issueToken(IssueTokenRequest.newBuilder()
                .setKeyId(Fields.required("key_id", form.keyId()))
                .setSecret(Fields.required("secret", form.secret()))
                .build()));
    }

    private MutableHttpResponse<Session> signedIn(SessionResponse session) {
        return HttpResponse.ok(AuthShapes.session(session)).cookie(cookie.of(session));
    }
}
