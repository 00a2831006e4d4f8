package dev.openbell.chassis.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessLineTest {
    @Test
    void anIpv4AddressIsALine() {
        assertThat(AccessLine.of("203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(AccessLine.of("::ffff:203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(AccessLine.of("")).isEmpty();
    }

    @Test
    void allAddressesOfAnIpv6LineAreOne() {
        assertThat(AccessLine.of("2001:db8:1:2::1"))
                .isEqualTo(AccessLine.of("2001:db8:1:2:ffff:0:0:9%eth0"))
                .isNotEqualTo(AccessLine.of("2001:db8:1:3::1"));
    }
}
