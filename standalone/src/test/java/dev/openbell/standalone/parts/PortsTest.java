package dev.openbell.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void theUsualPortsAreThoseOfTheContract() {
        var ports = Ports.from(Map.of());

        assertThat(ports.of(Port.EDGE)).isEqualTo(8080);
        assertThat(ports.of(Port.MATCHER)).isEqualTo(50052);
        assertThat(ports.asEnvironment())
                .containsEntry("OPENBELL_INBOX_PORT", "8025")
                .hasSize(Port.values().length);
    }

    @Test
    void aVariableMovesAPortAlsoAmongFreeOnes() {
        var ports = Ports.from(Map.of("OPENBELL_PORTS", "free", "OPENBELL_EDGE_PORT", "18080"));

        assertThat(ports.of(Port.EDGE)).isEqualTo(18080);
        assertThat(Arrays.stream(Port.values()).map(ports::of)).doesNotHaveDuplicates();
        assertThat(ports.of(Port.MATCHER)).isNotEqualTo(50052);
    }

    @Test
    void aTakenPortIsNamedWithItsPartAndItsVariable() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = other.getLocalPort();
            var ports = Ports.from(Map.of("OPENBELL_PORTS", "free", "OPENBELL_MATCHER_PORT", Integer.toString(taken)));

            assertThatThrownBy(ports::checkFree)
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("matcher: port %d is taken; set OPENBELL_MATCHER_PORT to another", taken);
        }
    }

    @Test
    void whatIsNoPortIsRefused() {
        assertThatThrownBy(() -> Ports.from(Map.of("OPENBELL_EDGE_PORT", "eighty")))
                .hasMessage("OPENBELL_EDGE_PORT=eighty is no port");
    }
}
