package dev.openbell.edge.door;

import dev.openbell.chassis.ids.RequestId;
import io.micronaut.http.HttpRequest;

/** The id of a request: its header's or a new one, the same however often it is asked for. */
public final class RequestIds {
    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = "openbell.request-id";

    private RequestIds() {}

    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            var id = RequestId.of(request.getHeaders().get(HEADER));
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }
}
