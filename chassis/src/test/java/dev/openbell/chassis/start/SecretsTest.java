package dev.openbell.chassis.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String DRAWN = "9f2b6e0c4d1a7785";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost:6379",
                "redis://:@localhost:6379",
                "rediss://venue@localhost:6379",
                "redis://:0123456789abcde@localhost:6379",
                "redis://venue:change-me-before-you-start@localhost:6379",
                "jdbc:postgresql://localhost:15432/openbell?user=openbell&password=openbell",
                "jdbc:postgresql://localhost:15432/openbell?user=openbell",
                "a secret"
            })
    void aWeakSecretStopsTheStartAndIsNamedWithoutBeingTold(String setting) {
        assertThatThrownBy(() -> start(setting, false))
                .rootCause()
                .isInstanceOf(UnusableSetting.class)
                .satisfies(weak -> assertThat(weak.getMessage())
                        .startsWith("THE_SETTING ")
                        .doesNotContain("localhost", "change-me", "0123456789"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://:" + DRAWN + "@localhost:6379",
                "rediss://venue:" + DRAWN + "@localhost:6379",
                "jdbc:postgresql://localhost:15432/openbell?user=openbell&password=" + DRAWN + "&ssl=true",
                DRAWN
            })
    void aDrawnOneDoesNot(String setting) {
        assertThatCode(() -> start(setting, false)).doesNotThrowAnyException();
    }

    @Test
    void onesOwnMachineMayHaveNone() {
        assertThatCode(() -> start("redis://localhost:16379", true)).doesNotThrowAnyException();
    }

    private static void start(String setting, boolean embedded) {
        ApplicationContext.run(Map.of(
                        "openbell.secrets.THE_SETTING",
                        setting,
                        "openbell.embedded",
                        embedded,
                        "micronaut.application.name",
                        "a service"))
                .close();
    }
}
