package dev.openbell.e2e.security;

import static com.nimbusds.jose.JWSAlgorithm.HS256;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.sun.net.httpserver.HttpServer;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows 9 to 15: a token is what the venue has signed, as it has signed it, while it counts. */
@OnTheRunningVenue
class TokenSecurityTest {
    private final Customer customer;
    private final Rest rest;
    private final Tables tables;
    private final Doors doors;
    private final Forger forger;

    TokenSecurityTest(Venue venue) throws ParseException, JOSEException {
        var addresses = venue.addresses();
        customer = Customer.signUp(addresses.edge(), addresses.inbox(), "signed-in");
        rest = new Rest(addresses.edge());
        tables = Tables.of(venue);
        doors = new Doors(venue);
        forger = new Forger(venue, customer.token());
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void row09_aTokenWithoutASignatureIsNone() throws ParseException {
        doors.letIn(customer.token());

        doors.turnAway(new PlainJWT(forger.claims().build()).serialize());
        doors.turnAway(customer.token().substring(0, customer.token().lastIndexOf('.') + 1));
    }

    @Test
    void row09_thePublicKeyIsNoSharedSecret() throws ParseException, JOSEException {
        doors.letIn(customer.token());
        var published = forger.published();
        var pem = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(published.toECPublicKey().getEncoded()));
        var header =
                new JWSHeader.Builder(HS256).type(new JOSEObjectType("at+jwt")).keyID(published.getKeyID());

        for (var secret : List.of(
                pem.getBytes(StandardCharsets.US_ASCII),
                published.toECPublicKey().getEncoded(),
                published.toJSONString().getBytes(StandardCharsets.US_ASCII))) {
            doors.turnAway(Forger.signed(header, forger.claims(), new MACSigner(secret)));
        }
    }

    @Test
    void row09_keysThatATokenBringsAlongOrPointsAtAreNotFetched() throws Exception {
        var fetched = new AtomicInteger();
        var lure = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lure.createContext("/", exchange -> {
            fetched.incrementAndGet();
            var keys = new JWKSet(forger.own().toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        lure.start();
        try {
            var url = URI.create(
                    "http://127.0.0.1:%d/jwks.json".formatted(lure.getAddress().getPort()));
            var own = forger.own();
            doors.letIn(forger.signed(forger.header(), forger.stolen()));

            doors.turnAway(forger.signed(forger.header(), own));
            doors.turnAway(forger.signed(forger.header().keyID(own.getKeyID()), own));
            doors.turnAway(forger.signed(forger.header().jwk(own.toPublicJWK()), own));
            doors.turnAway(forger.signed(forger.header().jwkURL(url), own));
            doors.turnAway(forger.signed(forger.header().keyID(own.getKeyID()).jwkURL(url), own));
            doors.turnAway(forger.signed(forger.header().x509CertURL(url), own));
            for (var keyId : List.of("../../../etc/passwd", "' OR '1'='1", url.toString(), "", "x".repeat(1000))) {
                doors.turnAway(forger.signed(forger.header().keyID(keyId), own));
            }
            assertThat(fetched).hasValue(0);
        } finally {
            lure.stop(0);
        }
    }

    @Test
    void row10_everyClaimCounts() throws Exception {
        var key = forger.stolen();
        doors.letIn(forger.signed(forger.header(), key));

        turnAwayWith(key, claims -> claims.expirationTime(ago(Duration.ofSeconds(1))));
        turnAwayWith(key, claims -> claims.expirationTime(null));
        turnAwayWith(key, claims -> claims.notBeforeTime(ago(Duration.ofMinutes(-1))));
        turnAwayWith(key, claims -> claims.issuer("somebody else"));
        turnAwayWith(key, claims -> claims.issuer(null));
        turnAwayWith(key, claims -> claims.audience("openbell.users"));
        turnAwayWith(key, claims -> claims.audience(List.of("openbell", "elsewhere")));
        turnAwayWith(key, claims -> claims.audience((String) null));
        turnAwayWith(key, claims -> claims.subject(null));
        turnAwayWith(key, claims -> claims.claim("sid", null));
        turnAwayWith(key, claims -> claims.claim("scope", null));
        turnAwayWith(key, claims -> claims.claim("scope", List.of("read", "trade")));
    }

    @Test
    void row10_whatIsSignedForSomethingElseIsNoAccessToken() throws Exception {
        var key = forger.stolen();
        doors.letIn(forger.signed(forger.header(), key));

        doors.turnAway(forger.signed(forger.header().type(JOSEObjectType.JWT), key));
        doors.turnAway(forger.signed(forger.header().type(null), key));
        doors.turnAway(RefreshCookie.of(signIn()).value());
    }

    @Test
    void row11_noCharacterOfATokenCanBeAnother() {
        var token = customer.token();
        for (int at = 0; at < token.length(); at++) {
            var flipped = token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);

            assertThat(doors.overRest(flipped)).as(flipped).isEqualTo("UNAUTHENTICATED");
            assertThat(doors.overGrpc(flipped)).as(flipped).isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void row13_aRefreshTokenThatComesTwiceEndsItsFamily() {
        var first = RefreshCookie.of(signIn());
        var second = RefreshCookie.of(first.refreshes(rest));
        var third = RefreshCookie.of(second.refreshes(rest));
        var other = RefreshCookie.of(signIn());

        assertThat(first.refreshes(rest).status()).isEqualTo(401);

        assertThat(third.refreshes(rest).status()).isEqualTo(401);
        assertThat(other.refreshes(rest).status()).isEqualTo(200);
        var family = first.value().substring(0, first.value().indexOf('.'));
        assertThat(tables.value("SELECT revoked_reason FROM refresh_families WHERE family_id = ?", family))
                .isEqualTo("refresh_replayed");
        assertThat(tables.column(
                        "SELECT outcome FROM audit WHERE user_id = ? AND action = 'rotate_refresh' ORDER BY entry",
                        customer.userId()))
                .contains("refresh_replayed");
    }

    @Test
    void row14_twoTabsThatRefreshAtOnceBothGoOn() {
        var shared = RefreshCookie.of(signIn());

        var tabs = AtOnce.times(2, () -> shared.refreshes(rest));

        for (var tab : tabs) doors.letIn(tab.expect(200).get("access_token").asText());
        var family = shared.value().substring(0, shared.value().indexOf('.'));
        assertThat(tabs).allMatch(tab -> RefreshCookie.of(tab).value().startsWith(family + "."));
        assertThat(tables.value(
                        "SELECT count(*) FROM refresh_families WHERE family_id = ? AND revoked_at IS NULL", family))
                .isEqualTo("1");
        assertThat(RefreshCookie.of(tabs.getLast()).refreshes(rest).status()).isEqualTo(200);
    }

    private Rest.Reply signIn() {
        var reply =
                rest.post("/api/v1/auth/signin", Map.of("email", customer.email(), "password", customer.password()));
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    private void turnAwayWith(ECKey key, UnaryOperator<JWTClaimsSet.Builder> change)
            throws ParseException, JOSEException {
        doors.turnAway(Forger.signed(forger.header(), change.apply(forger.claims()), new ECDSASigner(key)));
    }

    private static Date ago(Duration time) {
        return Date.from(Instant.now().minus(time));
    }
}
