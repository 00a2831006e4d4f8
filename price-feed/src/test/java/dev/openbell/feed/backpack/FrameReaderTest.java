package dev.openbell.feed.backpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.feed.backpack.FrameReader.Garbled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private final FrameReader reader = Recorded.reader();

    @Test
    void whatWasRecordedIsUnderstood() throws Garbled {
        assertThat(reader.read(Recorded.TOP))
                .isEqualTo(
                        new Frame.Top("SOL_USDC", 98_96000000L, 98_97000000L, Recorded.TOP_UPDATE, Recorded.TOP_TIME));
        assertThat(reader.read(Recorded.LAST)).isEqualTo(new Frame.Last("SOL_USDC", 98_98000000L, Recorded.LAST_TIME));
        assertThat(reader.read(Recorded.TRADE)).isEqualTo(new Frame.Other("trade.SOL_USDC"));
        assertThat(reader.read(Recorded.INVALID_STREAM)).isEqualTo(new Frame.Refused("4006", "Invalid stream"));
    }

    @Test
    void aSymbolMayHoldPointsAndLowerCase() throws Garbled {
        var frame = Recorded.TOP.replace("SOL_USDC", "AAPLx.US_USDC_PERP");

        assertThat(reader.read(frame))
                .isInstanceOfSatisfying(
                        Frame.Top.class, top -> assertThat(top.symbol()).isEqualTo("AAPLx.US_USDC_PERP"));
    }

    @Test
    void aSideThatIsEmptyHasNoPrice() throws Garbled {
        assertThat(reader.read(Recorded.top("null", "\"98.97\"", 1, Recorded.TOP_TIME)))
                .isEqualTo(new Frame.Top("SOL_USDC", 0, 98_97000000L, 1, Recorded.TOP_TIME));
        assertThat(reader.read(Recorded.TOP.replace("\"a\":\"98.97\",", "")))
                .isEqualTo(new Frame.Top("SOL_USDC", 98_96000000L, 0, Recorded.TOP_UPDATE, Recorded.TOP_TIME));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "null",
                "17",
                "{}",
                "{\"stream\":7}",
                "{\"stream\":\"ticker.SOL_USDC\"}",
                "{\"stream\":\"ticker.SOL_USDC\",\"data\":[]}",
                "{\"stream\":\"bookTicker.SOL_USDC\",\"data\":null}",
                "{\"stream"
            })
    void garbageIsNotBelieved(String text) {
        assertThatThrownBy(() -> reader.read(text)).isInstanceOf(Garbled.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
            "98.96"           | 98.96                | b is no text
            "98.96"           | "98,96"              | b must be a decimal number
            "98.96"           | "-1"                 | b is below zero
            "98.96"           | "0.000000001"        | b has more than 8 decimals
            "98.96"           | "1e30"               | b is too large
            "98.96"           | ""                   | b must be a decimal number
            4330360995        | "4330360995"         | u is no whole number
            4330360995        | 1.5                  | u is no whole number
            1788367430247487  | null                 | E is no whole number
            1788367430247487  | 1788367430           | E is
            1788367430247487  | 99999999999999999999 | E is no whole number
            "s":"SOL_USDC"    | "s":"BTC_USDC"       | s is not the symbol of the stream
            """)
    void whatIsNotAsItShouldBeIsNotBelieved(String field, String instead, String why) {
        assertThatThrownBy(() -> reader.read(Recorded.TOP.replace(field, instead)))
                .isInstanceOf(Garbled.class)
                .hasMessageStartingWith(why);
    }

    /** Else it would stand as the newest until then, whatever came after it. */
    @Test
    void aStampFromTheFutureIsTakenForNow() throws Garbled {
        var anHourAhead = Recorded.top("\"98.96\"", "\"98.97\"", 1, Recorded.TOP_TIME + 3_600_000_000L);

        assertThat(reader.read(anHourAhead))
                .isEqualTo(new Frame.Top("SOL_USDC", 98_96000000L, 98_97000000L, 1, Recorded.NOW_MICROS));
    }

    @Test
    void nothingTradesForNothing() {
        assertThatThrownBy(() -> reader.read(Recorded.LAST.replace("98.98", "0")))
                .hasMessage("c is 0");
    }
}
