package dev.openbell.auth.door;

import static dev.openbell.chassis.grpc.Access.ADMIN;
import static dev.openbell.chassis.grpc.Access.OWN_SESSION;
import static dev.openbell.chassis.grpc.Access.PUBLIC;
import static dev.openbell.chassis.grpc.Access.SIGNED_IN;

import dev.openbell.admin.v1.AdminServiceGrpc;
import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.chassis.grpc.AccessRules;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Who may come in. */
@Factory
final class Doors {
    @Singleton
    AccessRules accessRules() {
        return new AccessRules()
                .allow(AuthServiceGrpc.getSignUpMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getVerifyOtpMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getResendOtpMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getSignInMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getRefreshMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getForgotPasswordMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getResetPasswordMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getIssueTokenMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getGetJwksMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getSignOutMethod(), PUBLIC)
                .allow(AuthServiceGrpc.getGetUserMethod(), SIGNED_IN)
                .allow(AuthServiceGrpc.getChangePasswordMethod(), OWN_SESSION)
                .allow(AuthServiceGrpc.getListSessionsMethod(), OWN_SESSION)
                .allow(AuthServiceGrpc.getRevokeSessionMethod(), OWN_SESSION)
                .allow(AuthServiceGrpc.getCreateApiKeyMethod(), OWN_SESSION)
                .allow(AuthServiceGrpc.getListApiKeysMethod(), OWN_SESSION)
                .allow(AuthServiceGrpc.getRevokeApiKeyMethod(), OWN_SESSION)
                .allow(AdminServiceGrpc.getFindUsersMethod(), ADMIN)
                .allow(AdminServiceGrpc.getSuspendUserMethod(), ADMIN)
                .allow(AdminServiceGrpc.getResumeUserMethod(), ADMIN)
                .allow(AdminServiceGrpc.getCreateServiceAccountMethod(), ADMIN);
    }
}
