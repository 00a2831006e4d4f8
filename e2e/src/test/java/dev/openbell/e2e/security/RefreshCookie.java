package dev.openbell.e2e.security;

import dev.openbell.bench.client.Rest;
import dev.openbell.bench.client.Rest.Reply;
import java.net.HttpCookie;
import java.util.List;
import java.util.Locale;

/**
 * The cookie that keeps somebody signed in, as the browser has it.
 *
 * @param attributes in lower case, as a browser reads them
 */
record RefreshCookie(String name, String value, List<String> attributes) {
    private static final String REFRESH = "/api/v1/auth/refresh";

    static RefreshCookie of(Reply signedIn) {
        var parts = List.of(signedIn.header("Set-Cookie").split("; ", -1));
        var pair = HttpCookie.parse(parts.getFirst()).getFirst();
        var attributes = parts.stream()
                .skip(1)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toList();
        return new RefreshCookie(pair.getName(), pair.getValue(), attributes);
    }

    /** The door, for who has this cookie. */
    Rest at(Rest door) {
        return door.with("Cookie", name + "=" + value);
    }

    Reply refreshes(Rest door) {
        return at(door).post(REFRESH);
    }
}
