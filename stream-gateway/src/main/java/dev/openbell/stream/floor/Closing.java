package dev.openbell.stream.floor;

/** Why a socket is closed, with its code on the wire. */
public enum Closing {
    TOO_MANY_REQUESTS(1008, "more than 100 requests a second"),
    TOO_LARGE(1009, "a frame over 64 KiB"),
    RESTART(1012, "restarting; come again"),
    TOKEN_GONE(4401, "the token has expired"),
    SESSION_ENDED(4401, "the session has ended; sign in again"),
    TOO_SLOW(4408, "too slow for what must not be left out");

    public final int code;
    public final String reason;

    Closing(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }
}
