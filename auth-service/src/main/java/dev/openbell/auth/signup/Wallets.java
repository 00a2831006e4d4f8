package dev.openbell.auth.signup;

import dev.openbell.auth.token.TokenIssuer;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import dev.openbell.trading.v1.OpenAccountRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the matcher open a new user's wallets, which grants the demo money. */
@Singleton
final class Wallets {
    private static final Logger log = LoggerFactory.getLogger(Wallets.class);
    private static final int PATIENCE_SECONDS = 3;

    private final AccountServiceBlockingStub accounts;

    Wallets(@GrpcChannel("matcher") ManagedChannel matcher) {
        accounts = AccountServiceGrpc.newBlockingStub(matcher);
    }

    /**
     * In the user's own name. Should the matcher not answer, it opens the wallets itself before the account's first
     * command.
     */
    void open(TokenIssuer.Issued token) {
        try {
            var origin = Caller.origin();
            accounts.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .withCallCredentials(new BearerToken(token.text(), Caller.requestId())
                            .from(origin.address(), origin.userAgent()))
                    .openAccount(OpenAccountRequest.getDefaultInstance());
        } catch (StatusRuntimeException e) {
            log.warn("The matcher has not opened the wallets of a new user yet: {}", e.getMessage());
        }
    }
}
