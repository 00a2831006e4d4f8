package dev.openbell.chassis.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What one subscriber has of the network: an IPv4 address, or the 2^64 addresses of an IPv6 line. Who has such a line could be somebody
 * else with every request, so whatever is counted by address is counted by line.
 */
public final class AccessLine {
    private static final int IPV6_PREFIX = 8; // bytes

    private AccessLine() {}

    /** The line of an address, which is its own when nothing else is known of it. */
    public static String of(String address) {
        if (address.indexOf(':') < 0) return address;
        int scope = address.indexOf('%');
        var literal = InetAddress.ofLiteral(scope < 0 ? address : address.substring(0, scope));
        if (!(literal instanceof Inet6Address)) return literal.getHostAddress();
        return HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), IPV6_PREFIX)) + "/64";
    }
}
