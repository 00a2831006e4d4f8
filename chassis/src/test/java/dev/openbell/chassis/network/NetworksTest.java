package dev.openbell.chassis.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8,    127.255.0.1,     true",
        "127.0.0.0/8,    128.0.0.1,       false",
        "172.16.0.0/12,  172.31.255.255,  true",
        "172.16.0.0/12,  172.32.0.0,      false",
        "10.0.0.1,       10.0.0.1,        true",
        "10.0.0.1,       10.0.0.2,        false",
        "0.0.0.0/0,      203.0.113.9,     true",
        "0.0.0.0/0,      ::1,             false",
        "::1,            ::1,             true",
        "::1,            ::2,             false",
        "fd00::/8,       fd12:3456::7,    true",
        "fd00::/8,       fe80::7,         false",
        // The same machine, as IPv6 spells it.
        "10.0.0.0/8,     ::ffff:10.1.2.3, true",
    })
    void aBlockContainsItsAddresses(String network, String address, boolean contained) {
        assertThat(Networks.of(List.of(network)).contain(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @Test
    void aListContainsWhatAnyOfItContainsAndAnEmptyOneNothing() {
        var both = Networks.of(List.of(" 10.0.0.1", "192.168.0.0/16 "));

        assertThat(both.contain(InetAddress.ofLiteral("192.168.7.7"))).isTrue();
        assertThat(both.contain(InetAddress.ofLiteral("10.0.0.1"))).isTrue();
        assertThat(Networks.of(List.of("")).contain(InetAddress.ofLiteral("10.0.0.1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/", "10.0.0.0/a"})
    void aSettingThatIsNoAddressIsAMistakeAtOnce(String setting) {
        assertThatThrownBy(() -> Networks.of(List.of(setting))).isInstanceOf(IllegalArgumentException.class);
    }
}
