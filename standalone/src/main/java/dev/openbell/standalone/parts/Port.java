package dev.openbell.standalone.parts;

/** Every port of the venue, whose it is, and the variable that moves it. */
public enum Port {
    EDGE("edge-api", "OPENBELL_EDGE_PORT", 8080),
    GATEWAY("stream-gateway", "OPENBELL_GATEWAY_PORT", 8081),
    INBOX("inbox", "OPENBELL_INBOX_PORT", 8025),
    SMTP("inbox", "OPENBELL_SMTP_PORT", 1025),

    AUTH("auth-service", "OPENBELL_AUTH_PORT", 50051),
    MATCHER("matcher", "OPENBELL_MATCHER_PORT", 50052),
    HISTORY("db-processor", "OPENBELL_HISTORY_PORT", 50053),
    STREAM("stream-gateway", "OPENBELL_STREAM_PORT", 50054),

    EDGE_MANAGEMENT("edge-api", "OPENBELL_EDGE_MANAGEMENT_PORT", 9080),
    GATEWAY_MANAGEMENT("stream-gateway", "OPENBELL_GATEWAY_MANAGEMENT_PORT", 9081),
    AUTH_MANAGEMENT("auth-service", "OPENBELL_AUTH_MANAGEMENT_PORT", 9051),
    MATCHER_MANAGEMENT("matcher", "OPENBELL_MATCHER_MANAGEMENT_PORT", 9052),
    HISTORY_MANAGEMENT("db-processor", "OPENBELL_HISTORY_MANAGEMENT_PORT", 9053),
    MAILER_MANAGEMENT("otp-mailer", "OPENBELL_MAILER_MANAGEMENT_PORT", 9054),
    FEED_MANAGEMENT("price-feed", "OPENBELL_FEED_MANAGEMENT_PORT", 9055),
    MARKET_MAKER_MANAGEMENT("market-maker", "OPENBELL_MARKET_MAKER_MANAGEMENT_PORT", 9056),

    KAFKA("kafka", "OPENBELL_KAFKA_PORT", 19092),
    KAFKA_CONTROLLER("kafka", "OPENBELL_KAFKA_CONTROLLER_PORT", 19093),
    POSTGRES("postgres", "OPENBELL_POSTGRES_PORT", 15432),
    REDIS("redis", "OPENBELL_REDIS_PORT", 16379);

    final String owner;
    final String variable;
    final int usual;

    Port(String owner, String variable, int usual) {
        this.owner = owner;
        this.variable = variable;
        this.usual = usual;
    }
}
