package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    @Test
    void anAddressMayAskALittleAndAUserMore() {
        try (var venue = new TestVenue(Map.of("openbell.rate-limit.anonymous", 2, "openbell.rate-limit.user", 3))) {
            assertThat(venue.get("/api/v1/instruments").header("RateLimit-Remaining"))
                    .isEqualTo("1");
            assertThat(venue.get("/api/v1/instruments").status()).isEqualTo(200);
            var tooMany = venue.get("/api/v1/instruments");

            assertThat(tooMany.status()).isEqualTo(429);
            assertThat(tooMany.body()).contains("\"code\":\"RATE_LIMITED\"");
            assertThat(Integer.parseInt(tooMany.header("Retry-After"))).isBetween(1, 30);
            assertThat(tooMany.header("RateLimit-Limit")).isEqualTo("2");
            assertThat(tooMany.header("RateLimit-Remaining")).isEqualTo("0");

            var forged = venue.ask("GET", "/api/v1/instruments")
                    .header("X-Forwarded-For", "203.0.113.7")
                    .send();
            assertThat(forged.status()).isEqualTo(429);

            var user = venue.ask("GET", "/api/v1/instruments").as(venue.trader).send();
            assertThat(user.status()).isEqualTo(200);
            assertThat(user.header("RateLimit-Limit")).isEqualTo("3");
            assertThat(venue.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void aTrustedProxySaysWhoAsksAndTheClientsOwnTaleDoesNotCount() {
        try (var venue = new TestVenue(
                Map.of("openbell.rate-limit.anonymous", 1, "openbell.trusted-proxies", "127.0.0.0/8, 10.0.0.1"))) {
            assertThat(through(venue, "203.0.113.7")).isEqualTo(200);
            assertThat(through(venue, "198.51.100.1, 203.0.113.7, 10.0.0.1")).isEqualTo(429);
            assertThat(through(venue, "203.0.113.8")).isEqualTo(200);
        }
    }

    private static int through(TestVenue venue, String forwardedFor) {
        return venue.ask("GET", "/api/v1/instruments")
                .header("X-Forwarded-For", forwardedFor)
                .send()
                .status();
    }
}
