package dev.openbell.chassis.refusal;

import io.grpc.Status;

/** Every reason for which the venue refuses, with its status on HTTP and on gRPC. The names are part of the contract. */
public enum Code {
    VALIDATION(400, Status.Code.INVALID_ARGUMENT, "The request is not valid"),
    OTP_INVALID(400, Status.Code.INVALID_ARGUMENT, "The code is wrong or has expired"),
    UNAUTHENTICATED(401, Status.Code.UNAUTHENTICATED, "Sign in first"),
    FORBIDDEN(403, Status.Code.PERMISSION_DENIED, "Not allowed"),
    NOT_FOUND(404, Status.Code.NOT_FOUND, "Not found"),
    UNKNOWN_ORDER(404, Status.Code.NOT_FOUND, "No such order"),
    UNKNOWN_POSITION(404, Status.Code.NOT_FOUND, "No such position"),
    UNKNOWN_INSTRUMENT(404, Status.Code.NOT_FOUND, "No such instrument"),
    METHOD_NOT_ALLOWED(405, Status.Code.UNIMPLEMENTED, "Method not allowed"),
    BODY_TOO_LARGE(413, Status.Code.RESOURCE_EXHAUSTED, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, Status.Code.INVALID_ARGUMENT, "Unsupported media type"),
    IDEMPOTENCY_CONFLICT(409, Status.Code.ALREADY_EXISTS, "The idempotency key was used for something else"),
    ORDER_CLOSED(409, Status.Code.FAILED_PRECONDITION, "The order is closed"),
    POSITION_CLOSED(409, Status.Code.FAILED_PRECONDITION, "The position is closed"),
    INSUFFICIENT_FUNDS(422, Status.Code.FAILED_PRECONDITION, "Insufficient funds"),
    INSTRUMENT_HALTED(422, Status.Code.FAILED_PRECONDITION, "The instrument is halted"),
    INVALID_TICK(422, Status.Code.FAILED_PRECONDITION, "The price is not on the tick grid"),
    INVALID_LOT(422, Status.Code.FAILED_PRECONDITION, "The quantity is not a whole number of lots"),
    BELOW_MIN_NOTIONAL(422, Status.Code.FAILED_PRECONDITION, "Below the smallest order"),
    PRICE_OUT_OF_BAND(422, Status.Code.FAILED_PRECONDITION, "The price is too far from the market"),
    WOULD_TAKE(422, Status.Code.FAILED_PRECONDITION, "A post-only order would have traded"),
    UNFILLABLE(422, Status.Code.FAILED_PRECONDITION, "It cannot be filled at once"),
    NO_LIQUIDITY(422, Status.Code.FAILED_PRECONDITION, "Nobody stands on the other side"),
    LEVERAGE_OUT_OF_RANGE(422, Status.Code.FAILED_PRECONDITION, "Leverage out of range"),
    INVALID_TRIGGER(422, Status.Code.FAILED_PRECONDITION, "The trigger is on the wrong side of the market"),
    STALE_PRICE(422, Status.Code.FAILED_PRECONDITION, "There is no fresh price"),
    SLIPPAGE(422, Status.Code.FAILED_PRECONDITION, "The price has moved too far"),
    LIMIT_EXCEEDED(422, Status.Code.FAILED_PRECONDITION, "A limit of the account is reached"),
    RATE_LIMITED(429, Status.Code.RESOURCE_EXHAUSTED, "Too many requests"),
    OTP_EXHAUSTED(429, Status.Code.RESOURCE_EXHAUSTED, "Too many tries"),
    UNAVAILABLE(503, Status.Code.UNAVAILABLE, "Not available now; nothing happened"),
    OVERLOADED(503, Status.Code.RESOURCE_EXHAUSTED, "Too much at once; nothing happened"),
    OUTCOME_UNKNOWN(504, Status.Code.DEADLINE_EXCEEDED, "It is not known whether it happened"),
    INTERNAL(500, Status.Code.INTERNAL, "Something went wrong here");

    private final int http;
    private final Status.Code grpc;
    private final String title;

    Code(int http, Status.Code grpc, String title) {
        this.http = http;
        this.grpc = grpc;
        this.title = title;
    }

    public int http() {
        return http;
    }

    public Status.Code grpc() {
        return grpc;
    }

    /** The code in words, the same for every refusal with it. */
    public String title() {
        return title;
    }
}
