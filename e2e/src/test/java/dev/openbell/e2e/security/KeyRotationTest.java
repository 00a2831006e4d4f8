package dev.openbell.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Browser;
import dev.openbell.e2e.dsl.Member;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.e2e.dsl.Openbell;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** {@code ./openbell rotate-keys} on a venue that is open. */
@OnTheRunningVenue
class KeyRotationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Somebody throws tokens with made-up keys at the doors all the while, so that they have just asked for the keys whenever one comes. */
    @Test
    void row12_whoTradesThroughARotationNoticesNothing(Venue venue) throws IOException, InterruptedException {
        var alice = Member.joins(venue, "alice");
        var laptop = alice.signsInFrom("a laptop");
        var old = laptop.token();

        var told = new Openbell(venue.setup().data()).rotateKeys();
        assertThat(told.exit()).as(told.text()).isZero();
        assertThat(told.text()).contains("is published, and signs from", "The key " + kid(old) + " is published until");

        var end = Instant.now().plus(PATIENCE);
        while (kid(laptop.token()).equals(kid(old)) && Instant.now().isBefore(end)) {
            assertThat(reads(venue, withAnotherKid(old))).isEqualTo(401);
            laptop.isSignedIn();
            works(laptop, old, venue);
        }

        assertThat(kid(laptop.token())).isNotEqualTo(kid(old));
        assertThat(told.text()).contains("The key " + kid(laptop.token()) + " is published, and signs from");
        var published = new Rest(venue.addresses().edge())
                .get("/.well-known/jwks.json")
                .expect(200)
                .get("keys");
        assertThat(StreamSupport.stream(published.spliterator(), false))
                .extracting(key -> key.get("kid").asText())
                .containsExactlyInAnyOrder(kid(old), kid(laptop.token()));
        assertThat(published.toString()).doesNotContain("\"d\":");
        var file = venue.setup().data().resolve("secrets").resolve("signing-keys.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderWithoutAVenueIsNamed(Venue venue) throws IOException, InterruptedException {
        var told = new Openbell(venue.setup().data().resolve("nothing")).rotateKeys();

        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.text()).contains("No venue has ever been up on");
    }

    /** The newest token and the old one open the doors of the edge, the matcher, the history and the gateway. */
    private static void works(Browser browser, String old, Venue venue) {
        for (var token : new String[] {browser.token(), old}) {
            assertThat(reads(venue, token)).isEqualTo(200);
            var door = new Rest(venue.addresses().edge()).as(token);
            door.get("/api/v1/account/fills").expect(200);
            try (var live = new LiveSocket(venue.addresses().webSocket())) {
                live.authenticate(token);
            }
        }
    }

    private static int reads(Venue venue, String token) {
        return new Rest(venue.addresses().edge())
                .as(token)
                .get("/api/v1/account/balances")
                .status();
    }

    private static String kid(String token) {
        var header = new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
        int at = header.indexOf("\"kid\":\"") + 7;
        return header.substring(at, header.indexOf('"', at));
    }

    private static String withAnotherKid(String token) {
        var header = "{\"kid\":\"none of ours\",\"typ\":\"at+jwt\",\"alg\":\"ES256\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + token.substring(token.indexOf('.'));
    }
}
