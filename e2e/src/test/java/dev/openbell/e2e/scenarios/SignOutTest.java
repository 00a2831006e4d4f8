package dev.openbell.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who goes is gone, whatever the browser still holds. */
@OnTheRunningVenue
class SignOutTest {
    @Test
    void theCookieAloneSignsOutAndIsWorthNothingAfterwards(Venue venue) throws IOException, InterruptedException {
        var edge = venue.addresses().edge();
        var customer = Customer.signUp(edge, venue.addresses().inbox(), "leaver");
        var session = new Rest(edge)
                .post("/api/v1/auth/signin", Map.of("email", customer.email(), "password", customer.password()));
        var cookie = session.response().headers().firstValue("Set-Cookie").orElseThrow();
        cookie = cookie.substring(0, cookie.indexOf(';'));

        assertThat(post(edge, "/api/v1/auth/logout", cookie).statusCode()).isEqualTo(204);

        assertThat(post(edge, "/api/v1/auth/refresh", cookie).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> post(URI edge, String path, String cookie)
            throws IOException, InterruptedException {
        try (var browser = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(edge.resolve(path))
                    .header("Cookie", cookie)
                    .header("Authorization", "Bearer one.that.ran-out")
                    .POST(BodyPublishers.noBody())
                    .build();
            return browser.send(request, BodyHandlers.ofString());
        }
    }
}
