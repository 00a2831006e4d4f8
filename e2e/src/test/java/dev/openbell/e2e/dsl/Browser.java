package dev.openbell.e2e.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Rest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A browser at the venue. It says which one it is, and keeps an access token and the cookie that identity calls get. */
public final class Browser {
    private final URI address;
    private final Rest venue;
    private final String name;
    private String token = "", cookie = "";

    Browser(URI address, String name) {
        this.address = address;
        this.venue = new Rest(address).with("User-Agent", name);
        this.name = name;
    }

    public String token() {
        return token;
    }

    public String cookie() {
        return cookie;
    }

    /** Calls in the name of whoever is signed in here. */
    public Rest rest() {
        return venue.as(token);
    }

    Rest anonymously() {
        return venue;
    }

    /** Tries to sign in; the answer says whether it did. */
    Rest.Reply signIn(String email, String password) {
        return keep(venue.post("/api/v1/auth/signin", Map.of("email", email, "password", password)));
    }

    Rest.Reply verify(String flow, String code) {
        return keep(venue.post("/api/v1/auth/verify-otp", Map.of("flow_id", flow, "otp", code)));
    }

    /** Has the token of a bot, for a new key of the user there. */
    Browser withKeyOf(Browser owner) {
        var wish = Map.of("name", name, "scopes", List.of("read", "trade"));
        var key = owner.rest().post("/api/v1/api-keys", wish).expect(201);
        var shown = Map.of(
                "key_id",
                key.get("key_id").asText(),
                "secret",
                key.get("secret").asText());
        token = venue.post("/api/v1/auth/token", shown)
                .expect(200)
                .get("access_token")
                .asText();
        return this;
    }

    /** Somebody else's browser, with the cookie that this one has now. */
    public Browser cookieGoesTo(String thief) {
        var copy = new Browser(address, thief);
        copy.cookie = cookie;
        return copy;
    }

    /** Goes on with its cookie. */
    public void isSignedIn() {
        refresh().expect(200);
    }

    public void isSignedOut() {
        assertThat(refresh().status()).isEqualTo(401);
    }

    /** Where its user is signed in: the names of the browsers, the newest first; this one with a star. */
    public List<String> sessions() {
        return list().stream()
                .map(session -> session.get("user_agent").asText()
                        + (session.get("current").asBoolean() ? " *" : ""))
                .toList();
    }

    /** Signs out its user elsewhere. */
    public void signsOut(Browser other) {
        assertThat(delete(other.session())).isEqualTo(204);
    }

    public void mayNotSignOut(Browser strangers) {
        assertThat(delete(strangers.session())).isEqualTo(404);
    }

    private int delete(String session) {
        return rest().delete("/api/v1/auth/sessions/" + session).status();
    }

    private String session() {
        return list().stream()
                .filter(session -> session.get("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .get("session_id")
                .asText();
    }

    private List<JsonNode> list() {
        var sessions = rest().get("/api/v1/auth/sessions").expect(200).get("sessions");
        return StreamSupport.stream(sessions.spliterator(), false).toList();
    }

    private Rest.Reply refresh() {
        return keep(venue.with("Cookie", cookie).post("/api/v1/auth/refresh", Map.of()));
    }

    private Rest.Reply keep(Rest.Reply reply) {
        if (reply.status() >= 300) return reply;
        token = reply.body().get("access_token").asText();
        cookie = reply.cookie();
        return reply;
    }

    @Override
    public String toString() {
        return name;
    }
}
