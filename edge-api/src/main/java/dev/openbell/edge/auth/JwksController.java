package dev.openbell.edge.auth;

import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.openbell.auth.v1.GetJwksRequest;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The public keys that access tokens can be verified with. */
@Controller("/.well-known")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JwksController {
    private final AuthServiceBlockingStub auth;

    JwksController(AuthServiceBlockingStub auth) {
        this.auth = auth;
    }

    /** A cache keeps them a few seconds only: a new key signs soon after it is published. */
    @Get("/jwks.json")
    HttpResponse<String> jwks() {
        var keys = auth.getJwks(GetJwksRequest.getDefaultInstance());
        return HttpResponse.ok(keys.getJwksJson()).header(HttpHeaders.CACHE_CONTROL, "public, max-age=5");
    }
}
