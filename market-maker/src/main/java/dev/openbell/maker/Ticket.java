package dev.openbell.maker;

import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.auth.v1.IssueTokenRequest;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.start.Secrets;
import io.grpc.CallCredentials;
import io.grpc.ManagedChannel;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.grpc.annotation.GrpcChannel;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The bot's way in: an API key, traded for access tokens, each renewed well before it ends. */
@Singleton
final class Ticket {
    private final AuthServiceGrpc.AuthServiceBlockingStub auth;
    private final ObjectMapper json;
    private final String keyFile;
    private final Key given;
    private @Nullable String token;
    private long renewAt;

    /** As auth-service writes it. */
    @Serdeable
    record Key(String key_id, String secret) {}

    Ticket(
            @GrpcChannel("auth") ManagedChannel channel,
            ObjectMapper json,
            @Value("${openbell.maker.key-file:}") String keyFile,
            @Value("${openbell.maker.key-id:}") String keyId,
            @Value("${openbell.maker.secret:}") String secret) {
        this.auth = AuthServiceGrpc.newBlockingStub(channel);
        this.json = json;
        this.keyFile = keyFile;
        this.given = new Key(keyId, secret);
        if (keyFile.isEmpty()) Secrets.check("MARKET_MAKER_SECRET", secret);
    }

    /** What every call of the bot carries. */
    synchronized CallCredentials credentials() throws IOException {
        if (token == null || System.nanoTime() - renewAt > 0) {
            var key = keyFile.isEmpty() ? given : json.readValue(Files.readString(Path.of(keyFile)), Key.class);
            var issued = auth.withDeadlineAfter(5, TimeUnit.SECONDS)
                    .issueToken(IssueTokenRequest.newBuilder()
                            .setKeyId(key.key_id())
                            .setSecret(key.secret())
                            .build());
            token = issued.getAccessToken();
            renewAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(issued.getExpiresInSeconds() / 2);
        }
        return new BearerToken(token, Ids.random());
    }

    /** After a refusal: the next call gets a new token. */
    synchronized void forget() {
        token = null;
    }
}
