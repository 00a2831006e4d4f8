package dev.openbell.edge.users;

import static dev.openbell.chassis.grpc.Access.ADMIN;

import dev.openbell.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.openbell.admin.v1.FindUsersRequest;
import dev.openbell.admin.v1.ResumeUserRequest;
import dev.openbell.admin.v1.SuspendUserRequest;
import dev.openbell.chassis.fields.Fields;
import dev.openbell.edge.door.Wants;
import dev.openbell.edge.users.UserShapes.Users;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** What an operator does to users. To suspend or resume somebody twice is to do it once. */
@Controller("/api/v1/admin/users")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(ADMIN)
final class UsersController {
    private final AdminServiceBlockingStub auth;

    UsersController(@Named("auth") AdminServiceBlockingStub auth) {
        this.auth = auth;
    }

    @Get
    Users find(@Nullable @QueryValue String email) {
        var wanted = Fields.required("email", email);
        return UserShapes.users(
                auth.findUsers(FindUsersRequest.newBuilder().setEmail(wanted).build()));
    }

    @Post("/{id}/suspend")
    @Status(HttpStatus.NO_CONTENT)
    void suspend(String id) {
        var _ = auth.suspendUser(SuspendUserRequest.newBuilder().setUserId(id).build());
    }

    @Post("/{id}/resume")
    @Status(HttpStatus.NO_CONTENT)
    void resume(String id) {
        var _ = auth.resumeUser(ResumeUserRequest.newBuilder().setUserId(id).build());
    }
}
