package dev.openbell.maker;

import dev.openbell.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.openbell.auth.v1.IssueTokenRequest;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.grpc.CallCredentials;
import io.grpc.stub.AbstractStub;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A bot's way in: its API key, traded for access tokens, each renewed well before it ends. */
final class Ticket {
    private static final long DEADLINE_S = 5;

    private final AuthServiceBlockingStub auth;
    private final Keys keys;
    private final String name;
    private @Nullable String token;
    private long renewAt;

    /** @param name of the account */
    Ticket(AuthServiceBlockingStub auth, Keys keys, String name) {
        this.auth = auth;
        this.keys = keys;
        this.name = name;
    }

    /** The same calls in the name of the account, and with a deadline. */
    <S extends AbstractStub<S>> S on(S stub) {
        return stub.withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS).withCallCredentials(credentials());
    }

    /** What every call of the bot carries. */
    CallCredentials credentials() {
        return new BearerToken(token(), Ids.random());
    }

    /** An access token that lives for a while yet. */
    synchronized String token() {
        var current = token;
        if (current == null || System.nanoTime() - renewAt > 0) {
            current = renew();
            token = current;
        }
        return current;
    }

    private String renew() {
        var key = key();
        var issued = auth.withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                .issueToken(IssueTokenRequest.newBuilder()
                        .setKeyId(key.key_id())
                        .setSecret(key.secret())
                        .build());
        renewAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(issued.getExpiresInSeconds() / 2);
        return issued.getAccessToken();
    }

    private Keys.Key key() {
        try {
            return keys.of(name);
        } catch (IOException e) {
            throw new Refusal(Code.UNAUTHENTICATED, "The API key cannot be read: " + e.getMessage());
        }
    }

    /** After a refusal: the next call gets a new token. */
    synchronized void forget() {
        token = null;
    }
}
