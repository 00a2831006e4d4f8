package dev.openbell.matcher.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    @Test
    void nothingIsChangedUnlessOneIsSure() {
        assertThat(Request.parse()).isEqualTo(new Request(-1, "", false));
        assertThat(Request.parse("--yes").sure()).isTrue();
    }

    @Test
    void aRecordIsSkippedForAReason() {
        assertThat(Request.parse("--skip", "12", "--reason", "a bug in 0.2", "--yes"))
                .isEqualTo(new Request(12, "a bug in 0.2", true));
        assertThatThrownBy(() -> Request.parse("--skip", "12")).hasMessageContaining("--reason TEXT");
        assertThatThrownBy(() -> Request.parse("--reason", "why not")).hasMessageContaining("--skip OFFSET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "twelve", "1234567890123456789"})
    void whatIsNoOffsetIsRefused(String offset) {
        assertThatThrownBy(() -> Request.parse("--skip", offset, "--reason", "x"))
                .isInstanceOf(CannotRecover.class)
                .hasMessageContaining("needs the offset");
    }

    @Test
    void whatItDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> Request.parse("--force"))
                .isInstanceOf(CannotRecover.class)
                .hasMessageContaining("--force");
    }
}
