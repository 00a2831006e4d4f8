package dev.openbell.chassis.network;

import java.net.InetAddress;
import java.util.List;

/** Addresses, and blocks of them such as {@code 172.16.0.0/12}, as a setting lists them. */
public final class Networks {
    private final List<Network> networks;

    private Networks(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Reads a setting.
     *
     * @throws IllegalArgumentException for what is no address: a name could mean another machine tomorrow
     */
    public static Networks of(List<String> texts) {
        return new Networks(texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Network::parse)
                .toList());
    }

    public boolean contain(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private record Network(InetAddress first, int prefix) {
        static Network parse(String text) {
            int slash = text.indexOf('/');
            var first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = first.getAddress().length * 8;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefix < 0 || prefix > bits) throw new IllegalArgumentException(text + " is no block of addresses");
            return new Network(first, prefix);
        }

        boolean contains(InetAddress other) {
            byte[] mine = first.getAddress(), its = other.getAddress();
            if (mine.length != its.length) return false;
            for (int bit = 0; bit < prefix; bit++) {
                if (((mine[bit / 8] ^ its[bit / 8]) & 0x80 >> bit % 8) != 0) return false;
            }
            return true;
        }
    }
}
