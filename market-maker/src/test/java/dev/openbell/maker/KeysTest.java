package dev.openbell.maker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.start.UnusableSetting;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    private static final String DRAWN = "b7c1f0a94e2d4c5f8a6b";

    @TempDir
    Path folder;

    @Test
    void bothKeysComeFromTheFileAsSoonAsTheyAreInIt() throws IOException {
        var file = folder.resolve("keys.json");
        var keys = keys(file.toString(), "", "", "");
        assertThat(keys.haveTaker()).isTrue();
        assertThatThrownBy(() -> keys.of(Keys.MAKER)).isInstanceOf(IOException.class);

        Files.writeString(file, "{\"market-maker\":{\"key_id\":\"m\",\"secret\":\"" + DRAWN + "\"}}");
        assertThat(keys.of(Keys.MAKER)).isEqualTo(new Keys.Key("m", DRAWN));
        assertThatThrownBy(() -> keys.of(Keys.TAKER)).hasMessageContaining("there is no key of market-taker");
    }

    @Test
    void withoutAFileTheyAreGiven() throws IOException {
        var keys = keys("", DRAWN, "t", DRAWN + "2");

        assertThat(keys.of(Keys.MAKER)).isEqualTo(new Keys.Key("m", DRAWN));
        assertThat(keys.of(Keys.TAKER)).isEqualTo(new Keys.Key("t", DRAWN + "2"));
    }

    @Test
    void whoHasNoSecondKeyOnlyQuotes() {
        assertThat(keys("", DRAWN, "", "").haveTaker()).isFalse();
    }

    @Test
    void aSecretThatAnybodyCouldGuessIsRefused() {
        assertThatThrownBy(() -> keys("", "", "", ""))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageStartingWith("MARKET_MAKER_SECRET");
        assertThatThrownBy(() -> keys("", DRAWN, "t", "short"))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageStartingWith("MARKET_TAKER_SECRET");
    }

    private static Keys keys(String file, String makerSecret, String takerId, String takerSecret) {
        return new Keys(ObjectMapper.getDefault(), file, "m", makerSecret, takerId, takerSecret);
    }
}
