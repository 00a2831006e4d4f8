package dev.openbell.auth.token;

import static dev.openbell.auth.token.KeySet.PUBLISHED_BEFORE_IT_SIGNS;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySetTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration TOKENS_LIVE = Duration.ofMinutes(15);

    private final KeySet first = KeySet.first(NOON);
    private final KeySet rotated = first.rotated(NOON, TOKENS_LIVE);
    private final ECKey old = first.keys().getFirst();
    private final ECKey next = rotated.keys().getFirst();
    private final Instant takesOver = NOON.plus(PUBLISHED_BEFORE_IT_SIGNS);

    @Test
    void aNewKeyIsPublishedAtOnceAndSignsALittleLater() {
        assertThat(published(rotated, NOON)).containsExactlyInAnyOrder(old.getKeyID(), next.getKeyID());
        assertThat(signing(rotated, NOON)).isEqualTo(old.getKeyID());
        assertThat(signing(rotated, takesOver.minusMillis(1))).isEqualTo(old.getKeyID());
        assertThat(signing(rotated, takesOver)).isEqualTo(next.getKeyID());
    }

    @Test
    void anOldKeyVouchesForItsLastTokenUntilThatHasEnded() {
        var lastTokenEnds = takesOver.plus(TOKENS_LIVE);

        assertThat(published(rotated, lastTokenEnds)).contains(old.getKeyID());
        assertThat(published(rotated, lastTokenEnds.plusSeconds(60))).containsExactly(next.getKeyID());
    }

    @Test
    void whatIsOverIsGoneWithTheNextRotation() {
        var afternoon = NOON.plus(Duration.ofHours(1));

        var later = rotated.rotated(afternoon, TOKENS_LIVE);

        assertThat(later.keys()).hasSize(2).doesNotContain(old);
        assertThat(published(later, afternoon)).contains(next.getKeyID());
        assertThat(signing(later, afternoon)).isEqualTo(next.getKeyID());
    }

    @Test
    void rotationsMayFollowEachOtherAtOnce() {
        var twice = rotated.rotated(NOON.plusSeconds(1), TOKENS_LIVE);
        var last = twice.keys().getFirst();

        assertThat(published(twice, NOON.plusSeconds(1))).hasSize(3);
        assertThat(signing(twice, takesOver)).isEqualTo(next.getKeyID());
        assertThat(signing(twice, takesOver.plusSeconds(1))).isEqualTo(last.getKeyID());
        assertThat(published(twice, takesOver.plusSeconds(1).plus(TOKENS_LIVE))).hasSize(3);
    }

    @Test
    void inASetWithoutTimesTheFirstSignsUntilItIsRotated() throws Exception {
        var a = new ECKeyGenerator(Curve.P_256).keyID("a").generate();
        var b = new ECKeyGenerator(Curve.P_256).keyID("b").generate();
        var timeless = new KeySet(List.of(a, b));
        var ends = takesOver.plus(TOKENS_LIVE).plusSeconds(60);

        assertThat(signing(timeless, NOON)).isEqualTo("a");

        var after = timeless.rotated(NOON, TOKENS_LIVE);
        assertThat(signing(after, NOON)).isEqualTo("a");
        assertThat(signing(after, takesOver)).isEqualTo(after.keys().getFirst().getKeyID());
        assertThat(after.keys().stream().skip(1).map(KeySet::ends)).containsExactly(ends, ends);
    }

    @Test
    void aClockThatIsSetBackLeavesNobodyWithoutAKey() {
        assertThat(signing(first, NOON.minusSeconds(3600))).isEqualTo(old.getKeyID());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(KeySet.parse(rotated.json())).isEqualTo(rotated);
        assertThat(rotated.published(NOON).getKeys()).noneMatch(JWK::isPrivate);
        assertThat(rotated.toString()).doesNotContain(next.getD().toString());
    }

    private static String signing(KeySet keys, Instant now) {
        return keys.signing(now).getKeyID();
    }

    private static List<String> published(KeySet keys, Instant now) {
        return keys.published(now).getKeys().stream().map(JWK::getKeyID).toList();
    }
}
