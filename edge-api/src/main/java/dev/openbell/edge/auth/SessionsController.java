package dev.openbell.edge.auth;

import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.openbell.auth.v1.ListSessionsRequest;
import dev.openbell.auth.v1.RevokeSessionRequest;
import dev.openbell.chassis.fields.Fields;
import dev.openbell.chassis.grpc.Access;
import dev.openbell.edge.auth.AuthShapes.Sessions;
import dev.openbell.edge.door.Wants;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Where one is signed in. A person's own session may ask; a bot's key has no business here. */
@Controller("/api/v1/auth/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(Access.OWN_SESSION)
final class SessionsController {
    private final AuthServiceBlockingStub auth;

    SessionsController(AuthServiceBlockingStub auth) {
        this.auth = auth;
    }

    @Get
    Sessions list(@QueryValue @Nullable String limit, @QueryValue @Nullable String cursor) {
        return AuthShapes.sessions(auth.listSessions(ListSessionsRequest.newBuilder()
                .setLimit(Fields.count("limit", limit, 50, 500))
                .setCursor(Fields.orEmpty(cursor))
                .build()));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void revoke(String id) {
        var _ = auth.revokeSession(
                RevokeSessionRequest.newBuilder().setSessionId(id).build());
    }
}
