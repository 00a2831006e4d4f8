package dev.openbell.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.start.UnusableSetting;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.TokenVerifier;
import dev.openbell.users.v1.ApiKeyRecord;
import dev.openbell.users.v1.UserRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
    private static final UserRecord ALICE = UserRecord.newBuilder()
            .setUserId("0000000000001")
            .setEmail("alice@example.com")
            .build();
    private static final UserRecord OPERATOR = UserRecord.newBuilder()
            .setUserId("0000000000002")
            .setEmail("operator@example.com")
            .build();

    private final ECKey key = newKey("first");
    private final TokenIssuer tokens = issuer(key);
    private final TokenVerifier verifier = verifier(key);

    @Test
    void aSessionsTokenSpeaksForItsUser() {
        var token = verifier.verify(tokens.forSession(ALICE, "family").text(), AccessToken.VENUE);

        assertThat(token.userId()).isEqualTo(ALICE.getUserId());
        assertThat(token.sessionId()).isEqualTo("family");
        assertThat(token.scopes()).containsExactlyInAnyOrder("read", "trade");
        assertThat(token.viaKey()).isFalse();
    }

    @Test
    void onlyOperatorsMayAdminister() {
        assertThat(tokens.forSession(OPERATOR, "family").scopes()).contains("admin");
        assertThat(tokens.forSession(ALICE, "family").scopes()).doesNotContain("admin");
    }

    @Test
    void aBotsTokenMayWhatItsKeyMayAndDiesWithIt() {
        var end = Instant.now().plusSeconds(60);
        var apiKey = ApiKeyRecord.newBuilder()
                .setKeyId("key")
                .setUserId(ALICE.getUserId())
                .addScopes("read")
                .setExpiresAtMicros(end.getEpochSecond() * 1_000_000)
                .build();

        var token = verifier.verify(tokens.forKey(apiKey, ALICE).text(), AccessToken.VENUE);

        assertThat(token.scopes()).containsExactly("read");
        assertThat(token.viaKey()).isTrue();
        assertThat(token.expiresAt()).isBeforeOrEqualTo(end);
    }

    @Test
    void theVenuesOwnBotsAreToldApart() {
        var apiKey =
                ApiKeyRecord.newBuilder().setKeyId("key").addScopes("trade").build();
        var bot = ALICE.toBuilder().setServiceAccount(true).build();

        assertThat(tokens.forKey(apiKey, bot).scopes()).containsExactly("trade", AccessToken.OF_THE_VENUE);
        assertThat(tokens.forKey(apiKey, ALICE).scopes()).containsExactly("trade");
    }

    @Test
    void theServicesOwnTokenOpensNoPublicDoor() {
        var text = tokens.forService();

        assertThat(verifier.verify(text, AccessToken.USERS).userId()).isEqualTo("auth-service");
        unauthenticated(text, verifier);
        assertThat(tokens.forService()).isEqualTo(text);
    }

    @Test
    void aTokenOutlivesTheKeyThatStepsDown() {
        var text = tokens.forSession(ALICE, "family").text();
        var next = newKey("next");

        assertThat(verifier(next, key).verify(text, AccessToken.VENUE).userId()).isEqualTo(ALICE.getUserId());
        unauthenticated(text, verifier(next));
    }

    @Test
    void aTokenSaysWhenItWasIssuedToTheMicrosecond() {
        var before = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var token = verifier.verify(tokens.forSession(ALICE, "family").text(), AccessToken.VENUE);

        assertThat(token.issuedAt()).isBetween(before, Instant.now());
    }

    @Test
    void noTokenOutlivesTheMemoryOfWhatWasRevoked() {
        for (var life : List.of(Duration.ZERO, Duration.ofMinutes(20).plusSeconds(1))) {
            assertThatThrownBy(() -> new TokenIssuer(keySet(key), life, ""))
                    .isInstanceOf(UnusableSetting.class)
                    .hasMessageContaining("ACCESS_TOKEN_TTL");
        }
        assertThat(new TokenIssuer(keySet(key), Duration.ofMinutes(20), "").forSession(ALICE, "family"))
                .isNotNull();
    }

    @Test
    void aKeyThatTakesOverSignsFromItsTimeOn() {
        var noon = Instant.parse("2026-06-01T12:00:00Z");
        var time = new AtomicReference<>(noon);
        var rotated = KeySet.first(noon).rotated(noon, Duration.ofMinutes(15));
        var keys = new SigningKeys(rotated.json(), false, time::get);
        var changing = new TokenIssuer(keys, Duration.ofMinutes(15), "");

        var before = changing.forSession(ALICE, "family").text();
        time.set(noon.plus(KeySet.PUBLISHED_BEFORE_IT_SIGNS));
        var after = changing.forSession(ALICE, "family").text();

        assertThat(before).isNotEqualTo(after);
        var verifier = new TokenVerifier(keys, token -> false);
        for (var text : List.of(before, after)) {
            assertThat(verifier.verify(text, AccessToken.VENUE).userId()).isEqualTo(ALICE.getUserId());
        }
        unauthenticated(before, verifier(rotated.keys().getFirst()));
        assertThat(verifier(rotated.keys().getFirst())
                        .verify(after, AccessToken.VENUE)
                        .userId())
                .isEqualTo(ALICE.getUserId());
    }

    private static void unauthenticated(String text, TokenVerifier verifier) {
        assertThatThrownBy(() -> verifier.verify(text, AccessToken.VENUE))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAUTHENTICATED));
    }

    private static TokenIssuer issuer(ECKey... keys) {
        return new TokenIssuer(keySet(keys), Duration.ofMinutes(15), "boss@example.com, Operator@example.com");
    }

    private static TokenVerifier verifier(ECKey... keys) {
        return new TokenVerifier(keySet(keys), token -> false);
    }

    private static SigningKeys keySet(ECKey... keys) {
        return new SigningKeys(new JWKSet(List.of(keys)).toString(false), false);
    }

    private static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
