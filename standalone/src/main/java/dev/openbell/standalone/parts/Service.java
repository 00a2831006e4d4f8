package dev.openbell.standalone.parts;

import java.util.List;

/** The services of the venue, and what each is given to run on a machine that they all share. */
public enum Service {
    DB_PROCESSOR("db-processor", Port.HISTORY_MANAGEMENT, "kafka postgres", "-Xmx160m"),
    AUTH_SERVICE("auth-service", Port.AUTH_MANAGEMENT, "kafka redis", "-Xmx96m " + Service.QUICK_START),
    MATCHER("matcher", Port.MATCHER_MANAGEMENT, "kafka", "-Xmx1500m -XX:+UseTransparentHugePages"),
    STREAM_GATEWAY("stream-gateway", Port.GATEWAY_MANAGEMENT, "kafka", "-Xmx192m"),
    EDGE_API("edge-api", Port.EDGE_MANAGEMENT, "kafka redis", "-Xmx160m"),
    PRICE_FEED("price-feed", Port.FEED_MANAGEMENT, "kafka", "-Xmx64m " + Service.QUICK_START),
    OTP_MAILER("otp-mailer", Port.MAILER_MANAGEMENT, "kafka", "-Xmx64m " + Service.QUICK_START),
    MARKET_MAKER("market-maker", Port.MARKET_MAKER_MANAGEMENT, "kafka", "-Xmx64m " + Service.QUICK_START);

    /** For those with little to do: the first compiler is enough, and leaves the cores to the others. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final String title;
    private final Port management;
    private final String needs;
    private final String java;

    Service(String title, Port management, String needs, String java) {
        this.title = title;
        this.management = management;
        this.needs = needs;
        this.java = java;
    }

    /** Its module, its jar and its name in every list. */
    public String title() {
        return title;
    }

    Port management() {
        return management;
    }

    /** The parts that it cannot do without. For the other services it waits by itself. */
    List<String> needs() {
        return List.of(needs.split(" ", -1));
    }

    List<String> java() {
        return List.of(java.split(" ", -1));
    }
}
