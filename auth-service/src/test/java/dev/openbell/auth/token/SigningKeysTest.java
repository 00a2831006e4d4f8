package dev.openbell.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.openbell.chassis.start.UnusableSetting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void anEmbeddedVenueMakesItsKeysOnceForItselfAlone() throws Exception {
        var file = folder.resolve("keys/signing.json");

        var made = new SigningKeys("file:" + file, true);
        var found = new SigningKeys("file:" + file, true);

        assertThat(found.fetch()).isEqualTo(made.fetch());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void elsewhereTheyAreNeverMade() {
        var file = folder.resolve("signing.json");

        unusable("file:" + file, "cannot be used");

        assertThat(file).doesNotExist();
    }

    @Test
    void onlyPublicHalvesArePublishedOfTheOldKeysToo() throws Exception {
        var current = new ECKeyGenerator(Curve.P_256).keyID("current").generate();
        var old = new ECKeyGenerator(Curve.P_256).keyID("old").generate();

        var keys = new SigningKeys(new JWKSet(List.of(current, old)).toString(false), false);

        assertThat(keys.signing().getKeyID()).isEqualTo("current");
        assertThat(keys.fetch().getKeys()).hasSize(2).noneMatch(key -> key.isPrivate());
    }

    @Test
    void whatCannotSignStopsTheServiceWithASentence() throws Exception {
        var rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        var p384 = new ECKeyGenerator(Curve.P_384).keyID("p384").generate();
        var publicOnly =
                new ECKeyGenerator(Curve.P_256).keyID("public").generate().toPublicJWK();
        var nameless = new ECKeyGenerator(Curve.P_256).generate();

        unusable("", "is not set");
        unusable("secret", "no JSON Web Key Set");
        unusable("{\"keys\":[]}", "holds no key");
        unusable(new JWKSet(rsa).toString(false), "no private P-256 key");
        unusable(new JWKSet(p384).toString(false), "no private P-256 key");
        unusable(new JWKSet(publicOnly).toString(true), "no private P-256 key");
        unusable(new JWKSet(nameless).toString(false), "kid");
    }

    @Test
    void theKeyOfAStandardIsNobodysSecret() {
        unusable("""
                {"keys":[{"kty":"EC","crv":"P-256","kid":"sample","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}]}
                """, "everybody knows");
    }

    @Test
    void everyInstanceHearsOfARotation() throws Exception {
        var file = "file:" + folder.resolve("signing.json");
        var left = new SigningKeys(file, true, () -> now);
        var right = new SigningKeys(file, true, () -> now);
        var old = left.signing().getKeyID();

        var said = rotate(file);

        assertThat(said)
                .contains("is published, and signs from 2026-06-01T12:00:20Z on")
                .contains("The key " + old + " is published until 2026-06-01T12:16:20Z.");
        for (var instance : List.of(left, right)) {
            assertThat(instance.fetch().getKeys()).hasSize(2);
            assertThat(instance.signing().getKeyID()).isEqualTo(old);
        }
        now = now.plus(KeySet.PUBLISHED_BEFORE_IT_SIGNS);
        assertThat(left.signing().getKeyID())
                .isNotEqualTo(old)
                .isEqualTo(right.signing().getKeyID());
        now = now.plus(Duration.ofHours(1));
        assertThat(left.fetch().getKeyByKeyId(old)).isNull();
        assertThat(rotate(file)).contains("The key " + old + " is gone.");
    }

    @Test
    void aRotatedFileIsStillForItsOwnerAlone() throws Exception {
        var file = folder.resolve("signing.json");
        var _ = new SigningKeys("file:" + file, true);

        rotate("file:" + file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining("glob:**signing.json").isDirectoryNotContaining("glob:**.secret*");
    }

    @Test
    void aChangeThatCannotBeUsedChangesNothing() throws Exception {
        var file = folder.resolve("signing.json");
        var keys = new SigningKeys("file:" + file, true);
        var before = keys.signing().getKeyID();

        Files.writeString(file, "{\"keys\":[]}");
        assertThat(keys.signing().getKeyID()).isEqualTo(before);
        Files.delete(file);
        assertThat(keys.fetch().getKeyByKeyId(before)).isNotNull();
    }

    @Test
    void onlyAFileCanBeRotated() {
        assertThatThrownBy(() -> rotate(""))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageContaining("OPENBELL_SIGNING_KEYS names no file");
        assertThatThrownBy(() -> rotate("file:" + folder.resolve("none.json")))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageContaining("cannot be used");
    }

    private String rotate(String setting) {
        var said = new ByteArrayOutputStream();
        RotateKeys.rotate(setting, now, Duration.ofMinutes(15), new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }

    private static void unusable(String setting, String why) {
        assertThatThrownBy(() -> new SigningKeys(setting, false))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageContaining("OPENBELL_SIGNING_KEYS")
                .hasMessageContaining(why);
    }
}
