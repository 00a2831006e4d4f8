package dev.openbell.standalone;

import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import dev.openbell.standalone.parts.PostgresPart;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where everything of a venue is reached. */
public final class Addresses {
    private final Ports ports;

    Addresses(Ports ports) {
        this.ports = ports;
    }

    /** The terminal and REST. */
    public URI edge() {
        return URI.create("http://localhost:" + ports.of(Port.EDGE));
    }

    public URI webSocket() {
        return URI.create("ws://localhost:%d/ws".formatted(ports.of(Port.GATEWAY)));
    }

    /** The mail inbox: its page, and Mailpit's API. */
    public URI inbox() {
        return URI.create("http://localhost:" + ports.of(Port.INBOX));
    }

    /** A gRPC target, or any other plain host and port. */
    public String hostAndPort(Port port) {
        return "127.0.0.1:" + ports.of(port);
    }

    public String kafka() {
        return hostAndPort(Port.KAFKA);
    }

    /** For JDBC, with user and password. */
    public String database() {
        return PostgresPart.url(ports.of(Port.POSTGRES));
    }

    public String redis() {
        return "redis://" + hostAndPort(Port.REDIS);
    }

    public String smtp() {
        return "smtp://" + hostAndPort(Port.SMTP);
    }

    /** By name, for {@code venue.json}. */
    Map<String, String> byName() {
        var addresses = new LinkedHashMap<String, String>();
        addresses.put("edge", edge().toString());
        addresses.put("web_socket", webSocket().toString());
        addresses.put("inbox", inbox().toString());
        addresses.put("auth", hostAndPort(Port.AUTH));
        addresses.put("matcher", hostAndPort(Port.MATCHER));
        addresses.put("history", hostAndPort(Port.HISTORY));
        addresses.put("stream", hostAndPort(Port.STREAM));
        addresses.put("kafka", kafka());
        addresses.put("database", database());
        addresses.put("redis", redis());
        addresses.put("smtp", smtp());
        return addresses;
    }
}
