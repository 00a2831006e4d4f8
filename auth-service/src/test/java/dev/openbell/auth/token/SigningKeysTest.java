package dev.openbell.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
    @TempDir
    Path folder;

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

        assertThat(keys.first().getKeyID()).isEqualTo("current");
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

    private static void unusable(String setting, String why) {
        assertThatThrownBy(() -> new SigningKeys(setting, false))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("OPENBELL_SIGNING_KEYS")
                .hasMessageContaining(why);
    }
}
