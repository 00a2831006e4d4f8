package dev.openbell.edge.auth;

import dev.openbell.auth.v1.SessionResponse;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The refresh token's home in the browser: no script can read it, no other site can send it, and only identity calls
 * get it.
 */
@Singleton
final class RefreshCookie {
    private static final String PATH = "/api/v1/auth";

    private final String name;
    private final boolean secure;

    RefreshCookie(
            @Value("${openbell.refresh-cookie.name}") String name,
            @Value("${openbell.refresh-cookie.secure}") boolean secure) {
        this.name = name;
        this.secure = secure;
    }

    /** The token that the browser sent. */
    Optional<String> in(HttpRequest<?> request) {
        return request.getCookies().findCookie(name).map(Cookie::getValue).filter(token -> !token.isEmpty());
    }

    Cookie of(SessionResponse session) {
        return cookie(session.getRefreshToken(), session.getRefreshExpiresInSeconds());
    }

    Cookie cleared() {
        return cookie("", 0);
    }

    private Cookie cookie(String token, long seconds) {
        return Cookie.of(name, token)
                .httpOnly()
                .secure(secure)
                .sameSite(SameSite.Strict)
                .path(PATH)
                .maxAge(seconds);
    }
}
