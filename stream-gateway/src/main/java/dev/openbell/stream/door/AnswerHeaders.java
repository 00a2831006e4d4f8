package dev.openbell.stream.door;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** What whoever gets no socket may do with the answer: nothing, and not keep it either. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AnswerHeaders {
    private final boolean embedded;

    AnswerHeaders(@Value("${openbell.embedded}") boolean embedded) {
        this.embedded = embedded;
    }

    @ResponseFilter
    void add(MutableHttpResponse<?> response) {
        var headers = response.getHeaders();
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        // A venue on one's own machine speaks plain HTTP, and a browser would not forget this header.
        if (!embedded) headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
}
