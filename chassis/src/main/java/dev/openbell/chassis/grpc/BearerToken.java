package dev.openbell.chassis.grpc;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What travels with a call from service to service: the caller's own token, the request it belongs to, and where it came from. */
public final class BearerToken extends CallCredentials {
    static final Metadata.Key<String> AUTHORIZATION = key("authorization");
    static final Metadata.Key<String> REQUEST_ID = key("x-request-id");
    static final Metadata.Key<String> CLIENT_ADDRESS = key("x-client-address");
    static final Metadata.Key<String> CLIENT_AGENT = key("x-client-agent");
    /** What whoever calls for himself says of himself. */
    static final Metadata.Key<String> USER_AGENT = key("user-agent");

    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    private final Metadata headers = new Metadata();

    /** @param token absent for public calls */
    public BearerToken(@Nullable String token, String requestId) {
        if (token != null) headers.put(AUTHORIZATION, "Bearer " + token);
        headers.put(REQUEST_ID, requestId);
    }

    /** Says where the request came from; only printable ASCII travels. */
    public BearerToken from(String address, String userAgent) {
        headers.put(CLIENT_ADDRESS, printable(address));
        headers.put(CLIENT_AGENT, printable(userAgent));
        return this;
    }

    @Override
    public void applyRequestMetadata(RequestInfo requestInfo, Executor executor, MetadataApplier applier) {
        applier.apply(headers);
    }

    static String printable(String text) {
        var cut = text.length() > 256 ? text.substring(0, 256) : text;
        return UNPRINTABLE.matcher(cut).replaceAll("?");
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
