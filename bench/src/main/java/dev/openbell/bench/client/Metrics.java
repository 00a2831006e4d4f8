package dev.openbell.bench.client;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service says of itself, as Prometheus reads it. */
public final class Metrics {
    private final Rest management;

    /** @param management host and port of its management door */
    public Metrics(String management) {
        this.management = new Rest(URI.create("http://" + management));
    }

    /** The value of this name now, whatever its labels; the first where there are several. */
    public double value(String name) {
        var line = Pattern.compile("(?m)^" + Pattern.quote(name) + "(?:\\{.*})? (\\S+)$");
        Matcher found = line.matcher(management.get("/prometheus").response().body());
        if (!found.find()) throw new IllegalStateException("There is no metric " + name);
        return Double.parseDouble(found.group(1));
    }
}
