package dev.openbell.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows 16 to 20: what another site, or a script in the page, makes a browser do. */
@OnTheRunningVenue
@ExtendWith(PublicEdge.Opening.class)
class BrowserSecurityTest {
    private static final String SIGN_IN = "/api/v1/auth/signin", REFRESH = "/api/v1/auth/refresh";
    private static final String EVIL = "https://evil.example";

    private final Venue venue;
    private final Customer customer;
    private final Rest rest;

    BrowserSecurityTest(Venue venue) {
        this.venue = venue;
        customer = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "browser");
        rest = new Rest(venue.addresses().edge());
    }

    @Test
    void row16_noScriptReadsTheCookieAndNoOtherSiteOrPathGetsIt(PublicEdge edge) {
        assertThat(RefreshCookie.of(signIn(rest)).attributes())
                .contains("httponly", "samesite=strict", "path=/api/v1/auth")
                .noneMatch(attribute -> attribute.startsWith("domain"));

        assertThat(RefreshCookie.of(signIn(edge.rest())).attributes())
                .contains("httponly", "secure", "samesite=strict", "path=/api/v1/auth");
    }

    @Test
    void row17_aForeignPageCannotRefresh() {
        var cookie = RefreshCookie.of(signIn(rest));
        var browser = cookie.at(rest);

        for (var origin : List.of(EVIL, "null", "http://localhost", "http://localhost.evil.example")) {
            assertThat(browser.with("Origin", origin).post(REFRESH).status()).isEqualTo(403);
        }
        assertThat(browser.send("POST", REFRESH, "application/x-www-form-urlencoded", "a=b")
                        .status())
                .isEqualTo(415);
        assertThat(browser.send("POST", REFRESH, "text/plain", "{}").status()).isEqualTo(415);
        assertThat(browser.get(REFRESH).status()).isEqualTo(405);
        assertThat(cookie.refreshes(rest).status()).isEqualTo(200);
    }

    @Test
    void row18_noOtherOriginMayReadAnAnswer() {
        for (var origin : List.of(EVIL, "null")) {
            var foreign = rest.with("Origin", origin);
            var preflight = foreign.with("Access-Control-Request-Method", "POST")
                    .with("Access-Control-Request-Headers", "authorization,content-type")
                    .send("OPTIONS", "/api/v1/orders", "text/plain", "");
            for (var reply : List.of(foreign.get("/api/v1/instruments"), foreign.get("/"), signIn(rest), preflight)) {
                assertThat(reply.response().headers().map().keySet())
                        .noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("access-control-"));
            }
        }
    }

    @Test
    void row19_aForeignPageGetsNoSocket() {
        assertThat(upgrade(EVIL)).isEqualTo(403);
        assertThat(upgrade("null")).isEqualTo(403);
        assertThat(upgrade(venue.addresses().edge().toString())).isEqualTo(101);
    }

    @Test
    void row20_privateChannelsWantAToken() {
        try (var socket = new LiveSocket(venue.addresses().webSocket())) {
            socket.send(Map.of("type", "subscribe", "channels", List.of("orders", "account")));

            assertThat(socket.await(frame -> frame.type().equals("error"))
                            .json()
                            .get("code")
                            .asText())
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void row20_aTokenInTheAddressIsNotRead() {
        var address = URI.create(
                venue.addresses().webSocket() + "?token=" + customer.token() + "&access_token=" + customer.token());
        try (var socket = new LiveSocket(address)) {
            socket.send(Map.of("type", "subscribe", "channels", List.of("orders")));

            assertThat(socket.await(frame -> true).json().path("code").asText()).isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void row20_whoFloodsIsPutOut() {
        try (var socket = new LiveSocket(venue.addresses().webSocket())) {
            while (!socket.isClosed()) {
                try {
                    socket.send("{\"type\":\"ping\"}");
                } catch (RuntimeException e) {
                    break; // hung up on in the middle of a word
                }
            }
            assertThat(socket.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void row20_aFrameOver64KiBIsNotRead() {
        try (var socket = new LiveSocket(venue.addresses().webSocket())) {
            socket.send("{\"type\":\"ping\",\"id\":\"" + "x".repeat(64 * 1024) + "\"}");

            assertThat(socket.awaitClose()).isEqualTo(1009);
        }
    }

    private Rest.Reply signIn(Rest door) {
        var reply = door.post(SIGN_IN, Map.of("email", customer.email(), "password", customer.password()));
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    private int upgrade(String origin) {
        var gateway = venue.addresses().webSocket();
        return new Wire(gateway)
                .greet(
                        "GET /ws HTTP/1.1",
                        "Host: " + gateway.getAuthority(),
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Origin: " + origin)
                .status();
    }
}
