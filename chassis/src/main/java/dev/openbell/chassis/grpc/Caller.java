package dev.openbell.chassis.grpc;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import io.grpc.Context;
import org.jspecify.annotations.Nullable;

/** Who is calling, on the thread of a gRPC call. */
public final class Caller {
    static final Context.Key<AccessToken> TOKEN = Context.key("access-token");
    static final Context.Key<String> REQUEST_ID = Context.key("request-id");
    static final Context.Key<Origin> ORIGIN = Context.key("origin");

    /** Where a call comes from, as far as it can be told: for rate limits and the audit trail. */
    public record Origin(String address, String userAgent) {}

    private Caller() {}

    /** The verified token of the call. */
    public static AccessToken token() {
        var token = TOKEN.get();
        if (token == null) throw new Refusal(Code.UNAUTHENTICATED);
        return token;
    }

    /** The token where signing in is optional. */
    public static @Nullable AccessToken tokenIfAny() {
        return TOKEN.get();
    }

    public static Origin origin() {
        var origin = ORIGIN.get();
        return origin == null ? new Origin("", "") : origin;
    }

    /** The request that this call is part of. */
    public static String requestId() {
        var id = REQUEST_ID.get();
        return id == null ? "" : id;
    }
}
