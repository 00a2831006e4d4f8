package dev.openbell.edge.auth;

import static dev.openbell.chassis.grpc.Access.OWN_SESSION;
import static dev.openbell.chassis.grpc.Access.PUBLIC;

import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.openbell.auth.v1.ChangePasswordRequest;
import dev.openbell.auth.v1.ForgotPasswordRequest;
import dev.openbell.auth.v1.ResetPasswordRequest;
import dev.openbell.chassis.fields.Fields;
import dev.openbell.edge.auth.AuthShapes.ChangePassword;
import dev.openbell.edge.auth.AuthShapes.Flow;
import dev.openbell.edge.auth.AuthShapes.ForgotPassword;
import dev.openbell.edge.auth.AuthShapes.ResetPassword;
import dev.openbell.edge.door.Wants;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Another password: by a mailed code for who has forgotten it, or by the one before. */
@Controller("/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(PUBLIC)
final class PasswordsController {
    private final AuthServiceBlockingStub auth;

    PasswordsController(AuthServiceBlockingStub auth) {
        this.auth = auth;
    }

    @Post("/forgot-password")
    @Status(HttpStatus.ACCEPTED)
    Flow forgot(@Body ForgotPassword form) {
        return AuthShapes.flow(auth.forgotPassword(ForgotPasswordRequest.newBuilder()
                .setEmail(Fields.required("email", form.email()))
                .build()));
    }

    @Post("/reset-password")
    @Status(HttpStatus.NO_CONTENT)
    void reset(@Body ResetPassword form) {
        var _ = auth.resetPassword(ResetPasswordRequest.newBuilder()
                .setFlowId(Fields.required("flow_id", form.flowId()))
                .setOtp(Fields.required("otp", form.otp()))
                .setPassword(Fields.required("password", form.password()))
                .build());
    }

    @Post("/change-password")
    @Status(HttpStatus.NO_CONTENT)
    @Wants(OWN_SESSION)
    void change(@Body ChangePassword form) {
        var _ = auth.changePassword(ChangePasswordRequest.newBuilder()
                .setPassword(Fields.required("password", form.password()))
                .setNewPassword(Fields.required("new_password", form.newPassword()))
                .build());
    }
}
