package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody can choose keys that are slow to look for. */
class KeysTest {
    private static final long ALICE = 7;
    private static final int PLACES = 0xFFF;

    @Test
    void keysThatLieInOnePlaceOfOneMarketAreScatteredInAnother() {
        var chosen = IntStream.iterate(0, i -> i + 1)
                .mapToObj(Integer::toString)
                .filter(key -> place(0, key) == 0)
                .limit(64)
                .toList();

        assertThat(places(0, chosen)).isEqualTo(1);
        assertThat(places(0x5EC2E7, chosen)).isGreaterThan(56);
    }

    @Test
    void theFirstSecretStays() {
        var keys = new Keys();
        keys.secret(1);
        int key = keys.add(ALICE, "k", 0, Keys.PLACED, 1);

        keys.secret(2);
        keys.add(ALICE, "another", 0, Keys.PLACED, 2);

        assertThat(keys.find(ALICE, "k")).isEqualTo(key);
    }

    @Test
    void aMarketThatKnowsKeysAlreadyKeepsThem() {
        var keys = new Keys();
        int key = keys.add(ALICE, "k", 0, Keys.PLACED, 1);

        keys.secret(2);
        keys.add(ALICE, "another", 0, Keys.PLACED, 2);

        assertThat(keys.find(ALICE, "k")).isEqualTo(key);
    }

    private static long places(long secret, List<String> keys) {
        return keys.stream().map(key -> place(secret, key)).distinct().count();
    }

    private static long place(long secret, String key) {
        return Keys.high(secret, ALICE, key) & PLACES;
    }
}
