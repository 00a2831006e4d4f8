package dev.openbell.auth.door;

import dev.openbell.admin.v1.AdminServiceGrpc.AdminServiceImplBase;
import dev.openbell.admin.v1.CreateServiceAccountRequest;
import dev.openbell.admin.v1.CreateServiceAccountResponse;
import dev.openbell.auth.keys.ServiceAccounts;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/** The part of {@code openbell.admin.v1.AdminService} that is about accounts. */
@Singleton
final class AdminDoor extends AdminServiceImplBase {
    private final ServiceAccounts accounts;

    AdminDoor(ServiceAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void createServiceAccount(
            CreateServiceAccountRequest request, StreamObserver<CreateServiceAccountResponse> caller) {
        var made = accounts.create(request.getName(), request.getScopesList());
        caller.onNext(CreateServiceAccountResponse.newBuilder()
                .setUserId(made.key().getUserId())
                .setKeyId(made.key().getKeyId())
                .setSecret(made.secret().text())
                .build());
        caller.onCompleted();
    }
}
