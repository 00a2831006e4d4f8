package dev.openbell.edge.door;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;

/**
 * Where a request really comes from. {@code X-Forwarded-For} counts only as far as our own proxies wrote it: read from
 * the right, the first address that is no trusted proxy is the client, and whatever stands left of it is the client's
 * own tale.
 */
@Singleton
final class ClientAddress {
    private final List<Network> trusted;

    ClientAddress(@Value("${openbell.trusted-proxies:}") List<String> trusted) {
        this.trusted = trusted.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Network::parse)
                .toList();
    }

    String of(HttpRequest<?> request) {
        var address = request.getRemoteAddress().getAddress();
        var forwarded =
                String.join(",", request.getHeaders().getAll("X-Forwarded-For")).split(",", -1);
        for (int i = forwarded.length - 1; i >= 0 && isTrusted(address); i--) {
            try {
                address = InetAddress.ofLiteral(forwarded[i].strip());
            } catch (IllegalArgumentException e) {
                break; // no address: the proxy itself is the best that is known
            }
        }
        return address.getHostAddress();
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    /** An address, or a block of them such as {@code 172.16.0.0/12}. */
    private record Network(InetAddress first, int prefix) {
        static Network parse(String text) {
            int slash = text.indexOf('/');
            var first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = first.getAddress().length * 8;
            return new Network(first, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
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
