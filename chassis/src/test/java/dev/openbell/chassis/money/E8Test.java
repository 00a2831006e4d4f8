package dev.openbell.chassis.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are read exactly, or not at all. */
class E8Test {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "1, 100000000",
        "70150.5, 7015050000000",
        "-0.00000001, -1",
        "1e-8, 1",
        "12E3, 1200000000000",
        "1.100000000000000000, 110000000",
        "00012, 1200000000",
        "92233720368.54775807, 9223372036854775807",
        "-92233720368.54775808, -9223372036854775808",
        "0e400, 0",
    })
    void readsDecimals(String text, long e8) {
        assertThat(E8.parse(text)).isEqualTo(e8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-",
                "+1",
                "1.",
                ".5",
                "1,5",
                "NaN",
                "Infinity",
                "0x10",
                "1e",
                "1e+",
                "1 ",
                " 1",
                "1.2.3",
                "--1",
                "0.000000001",
                "1e-9",
                "92233720368.54775808",
                "1e400",
                "9223372036854775808",
                "١"
            })
    void refusesWhatIsNoExactAmount(String text) {
        assertThatThrownBy(() -> E8.parse(text)).isInstanceOf(E8.NotAnAmount.class);
    }

    @Property
    void writesWhatItReads(@ForAll long e8) {
        assertThat(E8.parse(E8.format(e8))).isEqualTo(e8);
        assertThat(E8.format(e8))
                .isEqualTo(new BigDecimal(BigInteger.valueOf(e8), 8)
                        .stripTrailingZeros()
                        .toPlainString());
    }

    /** The JDK's own decimal is the judge: the same number, or refused by both. */
    @Property
    void readsLikeTheJdk(
            @ForAll @BigRange(min = "-99999999999", max = "99999999999") BigDecimal number,
            @ForAll @IntRange(min = -12, max = 12) int exponent) {
        var text = number.toPlainString() + "e" + exponent;
        var exact = new BigDecimal(text).movePointRight(8).stripTrailingZeros();
        boolean fits = exact.scale() <= 0 && exact.toBigInteger().bitLength() < Long.SIZE && text.length() <= 64;
        if (fits) assertThat(E8.parse(text)).isEqualTo(exact.longValueExact());
        else assertThatThrownBy(() -> E8.parse(text)).isInstanceOf(E8.NotAnAmount.class);
    }
}
