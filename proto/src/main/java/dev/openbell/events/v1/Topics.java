package dev.openbell.events.v1;

/** The Kafka topics of the venue. What they hold stands in the .proto files of this package. */
public final class Topics {
    /** Every input of the engine; one partition a shard. */
    public static final String TRADING_COMMANDS = "trading.commands";

    /** What the engine made of it; one partition a shard. */
    public static final String MARKET_EVENTS = "market.events";

    /** The feed, keyed by symbol. */
    public static final String PRICE_UPDATES = "price.updates";

    /** Identity writes, keyed by user id or e-mail. */
    public static final String USER_COMMANDS = "user.commands";

    /** Their outcome, after the database has committed. */
    public static final String USER_EVENTS = "user.events";

    /** What verifiers must no longer accept, kept for 20 minutes. */
    public static final String AUTH_REVOCATIONS = "auth.revocations";

    /** What to mail, keyed by flow. */
    public static final String OTP_REQUESTS = "otp.requests";

    /** What a mail server did not want yet. */
    public static final String OTP_REQUESTS_LATER = OTP_REQUESTS + ".later";

    /** What could not be mailed, with the reason in headers. */
    public static final String OTP_REQUESTS_DLQ = OTP_REQUESTS + ".dlq";

    /** What could not be read of the feed. */
    public static final String PRICE_UPDATES_DLQ = PRICE_UPDATES + ".dlq";

    /** The header of a market.events record that holds the CRC32C of its bytes. */
    public static final String CHECKSUM_HEADER = "crc32c";

    /** The group in whose name db-processor tells Kafka how far the tables are, so that nobody trims what is not in them. */
    public static final String HISTORY_GROUP = "openbell-history";

    private Topics() {}
}
