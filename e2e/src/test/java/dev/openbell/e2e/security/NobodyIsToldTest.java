package dev.openbell.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Inbox;
import dev.openbell.bench.client.Metrics;
import dev.openbell.bench.client.Rest;
import dev.openbell.bench.client.Rest.Reply;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Rows 1 and 2: nobody learns from the venue who has an account. */
@OnTheRunningVenue
@Isolated("it counts the passwords that the venue has hashed")
class NobodyIsToldTest {
    private final Venue venue;
    private final Rest rest;

    NobodyIsToldTest(Venue venue) {
        this.venue = venue;
        rest = new Rest(venue.addresses().edge());
    }

    /** That it takes the same time is not measured: its cause, a hash in both cases, is counted, while nobody else is there. */
    @Test
    void row01_aKnownEmailSignsUpLikeANewOne() {
        var owner = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "owner");
        try (var redis = new RedisContents(venue)) {
            redis.pauseIsOver(owner.email());
        }
        double hashed = hashed();

        var known = Newcomer.asks(venue, owner.email(), "somebody else's password");
        assertThat(hashed()).isEqualTo(hashed + 1);
        var unknown = Newcomer.asks(venue, Customer.freshEmail("new"), "somebody else's password");

        assertThat(known.status()).isEqualTo(202).isEqualTo(unknown.status());
        assertThat(known.body().fieldNames()).toIterable().containsExactly("flow_id", "expires_in");
        assertThat(unknown.body().fieldNames()).toIterable().containsExactly("flow_id", "expires_in");
        assertThat(known.body().get("expires_in")).isEqualTo(unknown.body().get("expires_in"));
        assertThat(known.response().headers().map().keySet())
                .isEqualTo(unknown.response().headers().map().keySet());
        assertThat(hashed()).isEqualTo(hashed + 2);

        var notice = new Inbox(venue.addresses().inbox())
                .await(owner.email(), mail -> mail.subject().contains("already have"));
        assertThat(notice.code()).isEmpty();
    }

    /** As in row 1, the hashes are counted; PasswordsTest sees that there is one on each way. */
    @Test
    void row02_anUnknownEmailSignsInLikeAWrongPassword() {
        var owner = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "owner");
        for (int i = 0; i < 5; i++) {
            double hashed = hashed();
            var wrong = signIn(owner.email(), "not the password");
            assertThat(hashed()).isEqualTo(hashed + 1);
            var unknown = signIn(Customer.freshEmail("nobody"), "not the password");

            assertThat(wrong.status()).isEqualTo(401).isEqualTo(unknown.status());
            assertThat(withoutId(wrong)).isEqualTo(withoutId(unknown));
            assertThat(hashed()).isEqualTo(hashed + 2);
        }
    }

    private Reply signIn(String email, String password) {
        return rest.post("/api/v1/auth/signin", Map.of("email", email, "password", password));
    }

    /** How many passwords were hashed or compared so far, by anybody. */
    private double hashed() {
        return new Metrics(venue.addresses().hostAndPort(Port.AUTH_MANAGEMENT))
                .value("openbell_auth_passwords_hashed_seconds_count");
    }

    private static JsonNode withoutId(Reply problem) {
        ObjectNode body = problem.body().deepCopy();
        assertThat(body.remove("request_id")).isNotNull();
        return body;
    }
}
