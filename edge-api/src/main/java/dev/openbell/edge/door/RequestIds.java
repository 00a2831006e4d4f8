package dev.openbell.edge.door;

import dev.openbell.chassis.ids.Ids;
import io.micronaut.http.HttpRequest;
import java.util.regex.Pattern;

/** The name of a request in every log that it reaches: the caller's own where that is harmless, else a new one. */
public final class RequestIds {
    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = "openbell.request-id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestIds() {}

    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            var given = request.getHeaders().get(HEADER);
            var id = given != null && HARMLESS.matcher(given).matches() ? given : Ids.random();
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }
}
