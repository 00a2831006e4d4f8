package dev.openbell.chassis.network;

import io.micronaut.context.annotation.Requires;
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
@Requires(property = "openbell.trusted-proxies")
public final class ClientAddress {
    private final Networks trusted;

    ClientAddress(@Value("${openbell.trusted-proxies}") List<String> trusted) {
        this.trusted = Networks.of(trusted);
    }

    public String of(HttpRequest<?> request) {
        var address = request.getRemoteAddress().getAddress();
        var forwarded =
                String.join(",", request.getHeaders().getAll("X-Forwarded-For")).split(",", -1);
        for (int i = forwarded.length - 1; i >= 0 && trusted.contain(address); i--) {
            try {
                address = InetAddress.ofLiteral(forwarded[i].strip());
            } catch (IllegalArgumentException e) {
                break; // no address: the proxy itself is the best that is known
            }
        }
        return address.getHostAddress();
    }
}
