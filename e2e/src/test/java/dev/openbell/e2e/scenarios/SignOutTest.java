package dev.openbell.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who goes is gone, whatever the browser still holds. */
@OnTheRunningVenue
class SignOutTest {
    @Test
    void theCookieAloneSignsOutAndIsWorthNothingAfterwards(Venue venue) {
        var edge = venue.addresses().edge();
        var customer = Customer.signUp(edge, venue.addresses().inbox(), "leaver");
        var signedIn = new Rest(edge)
                .post("/api/v1/auth/signin", Map.of("email", customer.email(), "password", customer.password()));
        var browser = new Rest(edge).with("Cookie", signedIn.cookie()).as("one.that.ran-out");

        assertThat(browser.post("/api/v1/auth/logout").status()).isEqualTo(204);

        assertThat(browser.post("/api/v1/auth/refresh").status()).isEqualTo(401);
    }
}
