package dev.openbell.chassis.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    private final Origins origins = new Origins(List.of(" https://Trade.example.com ", ""));

    @ParameterizedTest
    @CsvSource({
        "https://trade.example.com,    true",
        "https://TRADE.example.com,    true",
        "https://trade.example.com:81, false",
        "http://trade.example.com,     false",
        "https://venue.example.com,    true",
        "https://evil.example.com,     false",
        "null,                         false",
        "'',                           false",
        "http://%,                     false",
    })
    void namedOnesAndTheHostThatWasAskedMay(String origin, boolean may) {
        assertThat(origins.include(origin, "venue.example.com")).isEqualTo(may);
    }
}
