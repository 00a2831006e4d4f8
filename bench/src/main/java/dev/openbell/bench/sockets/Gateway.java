package dev.openbell.bench.sockets;

import dev.openbell.bench.client.Rest;
import dev.openbell.standalone.Addresses;
import dev.openbell.standalone.parts.Port;
import java.net.URI;

/** What the gateway says of itself. */
final class Gateway {
    private final Rest management;

    Gateway(Addresses addresses) {
        management = new Rest(URI.create("http://" + addresses.hostAndPort(Port.GATEWAY_MANAGEMENT)));
    }

    long openSockets() {
        return figure("openbell_gateway_sockets");
    }

    /** Frames that were left out for slow clients. */
    long conflated() {
        return figure("openbell_gateway_frames_conflated_total");
    }

    private long figure(String name) {
        return management
                .get("/prometheus")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
