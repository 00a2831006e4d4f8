package dev.openbell.matcher.simulation;

import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whatever happens: what was answered is in the log, nothing happened twice, and everybody comes to know the same market. */
class SimulationTest {
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.openbell.matcher");

    @TempDir
    Path folder;

    /** Misfortune is the rule here: nobody wants to read of each. */
    @BeforeAll
    static void beQuiet() {
        OURS.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        OURS.setLevel(null);
    }

    static LongStream seeds() {
        var one = Long.getLong("openbell.seed");
        if (one != null) return LongStream.of(one);
        return LongStream.rangeClosed(1, Boolean.getBoolean("openbell.long") ? 2_000 : 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theMarketSurvives(long seed) {
        try {
            new Venue(seed, folder).run();
        } catch (Exception | AssertionError e) {
            fail("Seed " + seed + ", which -Dopenbell.seed=" + seed + " plays again: " + e.getMessage(), e);
        }
    }
}
