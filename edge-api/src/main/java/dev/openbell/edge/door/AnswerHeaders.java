package dev.openbell.edge.door;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;

/** The headers that every answer has: what a browser may do with it, who asked, and how much more may be asked. */
@Singleton
final class AnswerHeaders {
    private final String contentPolicy;
    private final boolean embedded;

    AnswerHeaders(@Value("${openbell.ws-url:}") String wsUrl, @Value("${openbell.embedded:false}") boolean embedded) {
        this.contentPolicy = contentPolicy(wsUrl);
        this.embedded = embedded;
    }

    void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var headers = response.getHeaders();
        headers.set(RequestIds.HEADER, RequestIds.of(request));
        headers.set("Content-Security-Policy", contentPolicy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        // A venue on one's own machine speaks plain HTTP, and a browser would not forget this header.
        if (!embedded) headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        Doorkeeper.allowance(request).ifPresent(allowance -> {
            headers.set("RateLimit-Limit", Long.toString(allowance.limit()));
            headers.set("RateLimit-Remaining", Long.toString(allowance.remaining()));
            headers.set("RateLimit-Reset", Long.toString(allowance.resetSeconds()));
        });
    }

    /** Nothing from elsewhere, nothing inline, in nobody's frame; only the stream may have an origin of its own. */
    private static String contentPolicy(String wsUrl) {
        return "default-src 'self'; img-src 'self' data:; connect-src 'self'" + streamOrigin(wsUrl)
                + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    private static String streamOrigin(String wsUrl) {
        if (wsUrl.isBlank()) return "";
        var url = URI.create(wsUrl);
        return " " + url.getScheme() + "://" + url.getRawAuthority();
    }
}
