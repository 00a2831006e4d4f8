package dev.openbell.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginCheckTest {
    @ParameterizedTest
    @CsvSource({
        "https://trade.example.com,    false, true",
        "https://trade.example.com:81, false, false",
        "https://TRADE.example.com,    false, true",
        "https://venue.example.com,    false, true",
        "http://localhost:5173,        false, false",
        "http://localhost:5173,        true,  true",
        "http://127.0.0.1:8080,        true,  true",
        "https://localhost:5173,       true,  false",
        "http://localhost.evil.com,    true,  false",
        "https://evil.example.com,     true,  false",
        "null,                         true,  false",
        "'',                           true,  false",
        "http://%,                     true,  false",
    })
    void onlyPagesOfTheVenueComeIn(String origin, boolean embedded, boolean comesIn) {
        var check = new OriginCheck(List.of("https://trade.example.com"), embedded);
        var request = HttpRequest.GET("/ws").header("Host", "venue.example.com").header("Origin", origin);

        var answer = check.check(request);

        assertThat(answer == null).isEqualTo(comesIn);
        if (answer != null) assertThat(answer.status().getCode()).isEqualTo(HttpStatus.FORBIDDEN.getCode());
    }
}
