package dev.openbell.edge.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.openbell.auth.v1.GetJwksRequest;
import dev.openbell.chassis.grpc.Access;
import dev.openbell.edge.door.Wants;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;

/** The public keys that access tokens can be verified with. */
@Controller("/.well-known")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(Access.PUBLIC)
final class JwksController {
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final AuthServiceBlockingStub auth;

    /** A flood of questions is one question. */
    private final Cache<String, String> copy =
            Caffeine.newBuilder().expireAfterWrite(KEPT).build();

    JwksController(AuthServiceBlockingStub auth) {
        this.auth = auth;
    }

    /** Caches on the way keep them as long as this one does: a new key signs soon after it is published. */
    @Get("/jwks.json")
    HttpResponse<String> jwks() {
        var keys = copy.get(
                "jwks", ask -> auth.getJwks(GetJwksRequest.getDefaultInstance()).getJwksJson());
        return HttpResponse.ok(keys).header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + KEPT.toSeconds());
    }
}
