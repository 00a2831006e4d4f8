package dev.openbell.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.openbell.chassis.start.UnusableSetting;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Test;

class ServicePassTest {
    private static final String SECRET = "the secret that services share with each other";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final ServicePass edge = at(NOON);

    @Test
    void itCountsWhereTheSecretIsTheSame() {
        assertThat(at(NOON).isGood(edge.text())).isTrue();
        assertThat(at(NOON).isGood(edge.text() + "x")).isFalse();
        assertThat(new ServicePass("another secret, of another venue", Clock.systemUTC()).isGood(edge.text()))
                .isFalse();
    }

    @Test
    void itCountsForMinutes() {
        var pass = edge.text();

        assertThat(at(NOON.plusSeconds(290)).isGood(pass)).isTrue();
        assertThat(at(NOON.plusSeconds(301)).isGood(pass)).isFalse();
    }

    @Test
    void itIsRenewedLongBeforeItsEnd() {
        var clock = new SteppingClock();
        var service = new ServicePass(SECRET, clock);
        var first = service.text();
        clock.now = NOON.plusSeconds(30);
        assertThat(service.text()).isEqualTo(first);

        clock.now = NOON.plusSeconds(61);

        assertThat(service.text()).isNotEqualTo(first);
        assertThat(service.isGood(first)).isTrue();
        clock.now = NOON.plusSeconds(301);
        assertThat(service.isGood(first)).isFalse();
    }

    @Test
    void nothingElseIsAPass() throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .expirationTime(Date.from(NOON.plusSeconds(60)))
                .build();
        var otherKind = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                claims);
        otherKind.sign(new MACSigner(SECRET));
        var endless = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("openbell-pass"))
                        .build(),
                new JWTClaimsSet.Builder().build());
        endless.sign(new MACSigner(SECRET));

        assertThat(edge.isGood(otherKind.serialize())).isFalse();
        assertThat(edge.isGood(endless.serialize())).isFalse();
        assertThat(edge.isGood(new PlainJWT(claims).serialize())).isFalse();
        assertThat(edge.isGood("")).isFalse();
        assertThat(edge.isGood(null)).isFalse();
    }

    @Test
    void aVenueHasASecretThatNobodyGuesses() {
        assertThatThrownBy(() -> new ServicePass("", false))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageStartingWith("OPENBELL_SERVICE_SECRET is not set");
        assertThatThrownBy(() -> new ServicePass("changeit", true))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageStartingWith("OPENBELL_SERVICE_SECRET is too short")
                .hasMessageNotContaining("changeit");
        assertThatThrownBy(() -> new ServicePass("change-me-".repeat(4), false))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageStartingWith("OPENBELL_SERVICE_SECRET has a sample");
    }

    @Test
    void aServiceThatIsStartedByHandOnOnesOwnMachineIsNobodySpecial() {
        assertThat(edge.isGood(new ServicePass("", true).text())).isFalse();
    }

    private static ServicePass at(Instant time) {
        return new ServicePass(SECRET, Clock.fixed(time, ZoneOffset.UTC));
    }

    private static final class SteppingClock extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
