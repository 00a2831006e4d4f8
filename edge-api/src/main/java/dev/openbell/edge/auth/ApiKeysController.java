package dev.openbell.edge.auth;

import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.openbell.auth.v1.CreateApiKeyRequest;
import dev.openbell.auth.v1.ListApiKeysRequest;
import dev.openbell.auth.v1.RevokeApiKeyRequest;
import dev.openbell.chassis.fields.Fields;
import dev.openbell.chassis.grpc.Access;
import dev.openbell.edge.auth.AuthShapes.ApiKeys;
import dev.openbell.edge.auth.AuthShapes.CreatedApiKey;
import dev.openbell.edge.auth.AuthShapes.NewApiKey;
import dev.openbell.edge.door.Wants;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Keys for bots. A key cannot make keys: only a person who is signed in can. */
@Controller("/api/v1/api-keys")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(Access.OWN_SESSION)
final class ApiKeysController {
    private final AuthServiceBlockingStub auth;

    ApiKeysController(AuthServiceBlockingStub auth) {
        this.auth = auth;
    }

    @Post
    @Status(HttpStatus.CREATED)
    CreatedApiKey createApiKey(@Body NewApiKey form) {
        var key = CreateApiKeyRequest.newBuilder()
                .setName(Fields.required("name", form.name()))
                .addAllScopes(Fields.words("scopes", form.scopes()));
        if (form.expiresAt() != null) key.setExpiresAtMicros(Fields.time("expires_at", form.expiresAt()));
        return AuthShapes.created(auth.createApiKey(key.build()));
    }

    @Get
    ApiKeys apiKeys(@QueryValue @Nullable String limit, @QueryValue @Nullable String cursor) {
        return AuthShapes.apiKeys(auth.listApiKeys(ListApiKeysRequest.newBuilder()
                .setLimit(Fields.count("limit", limit, 50, 500))
                .setCursor(Fields.orEmpty(cursor))
                .build()));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void revokeApiKey(String id) {
        auth.revokeApiKey(RevokeApiKeyRequest.newBuilder().setKeyId(id).build());
    }
}
