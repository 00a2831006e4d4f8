package dev.openbell.auth.door;

import dev.openbell.admin.v1.AdminServiceGrpc.AdminServiceImplBase;
import dev.openbell.admin.v1.AdminUser;
import dev.openbell.admin.v1.CreateServiceAccountRequest;
import dev.openbell.admin.v1.CreateServiceAccountResponse;
import dev.openbell.admin.v1.FindUsersRequest;
import dev.openbell.admin.v1.FindUsersResponse;
import dev.openbell.admin.v1.ResumeUserRequest;
import dev.openbell.admin.v1.ResumeUserResponse;
import dev.openbell.admin.v1.SuspendUserRequest;
import dev.openbell.admin.v1.SuspendUserResponse;
import dev.openbell.auth.keys.ServiceAccounts;
import dev.openbell.auth.mail.EmailAddress;
import dev.openbell.auth.operators.Users;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.users.v1.UserRecord;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/** The part of {@code openbell.admin.v1.AdminService} that is about accounts. */
@Singleton
final class AdminDoor extends AdminServiceImplBase {
    private final ServiceAccounts accounts;
    private final Users users;

    AdminDoor(ServiceAccounts accounts, Users users) {
        this.accounts = accounts;
        this.users = users;
    }

    @Override
    public void findUsers(FindUsersRequest request, StreamObserver<FindUsersResponse> caller) {
        var response = FindUsersResponse.newBuilder();
        users.find(EmailAddress.normalised(request.getEmail()))
                .map(AdminDoor::user)
                .ifPresent(response::addUsers);
        answer(caller, response.build());
    }

    @Override
    public void suspendUser(SuspendUserRequest request, StreamObserver<SuspendUserResponse> caller) {
        users.suspend(Caller.token().userId(), request.getUserId());
        answer(caller, SuspendUserResponse.getDefaultInstance());
    }

    @Override
    public void resumeUser(ResumeUserRequest request, StreamObserver<ResumeUserResponse> caller) {
        users.resume(request.getUserId());
        answer(caller, ResumeUserResponse.getDefaultInstance());
    }

    @Override
    public void createServiceAccount(
            CreateServiceAccountRequest request, StreamObserver<CreateServiceAccountResponse> caller) {
        var made = accounts.create(request.getName(), request.getScopesList());
        answer(
                caller,
                CreateServiceAccountResponse.newBuilder()
                        .setUserId(made.key().getUserId())
                        .setKeyId(made.key().getKeyId())
                        .setSecret(made.secret().text())
                        .build());
    }

    private static AdminUser user(UserRecord user) {
        return AdminUser.newBuilder()
                .setUserId(user.getUserId())
                .setEmail(user.getEmail())
                .setName(user.getName())
                .setCreatedAtMicros(user.getCreatedAtMicros())
                .setSuspended(user.getSuspended())
                .build();
    }

    private static <T> void answer(StreamObserver<T> caller, T answer) {
        caller.onNext(answer);
        caller.onCompleted();
    }
}
