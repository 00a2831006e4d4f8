package dev.openbell.stream.frames;

import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.PlaceOrderRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client may say. */
public sealed interface FromClient {
    /** Comes back with the answer. */
    @Nullable
    RequestId id();

    /** Says who it is, or goes on past the life of the token before. */
    record Auth(@Nullable RequestId id, String token) implements FromClient {}

    /**
     * Wants to follow these; the instruments are empty where no channel needs them.
     *
     * @param since the last sequence that it heard on its private channels, to hear what it has missed; null for a snapshot
     */
    record Subscribe(
            @Nullable RequestId id,
            Set<Channel> channels,
            Set<String> instruments,
            @Nullable Long since) implements FromClient {}

    /** Follows these no more; without instruments, the channels altogether. */
    record Unsubscribe(@Nullable RequestId id, Set<Channel> channels, Set<String> instruments) implements FromClient {}

    record Place(@Nullable RequestId id, PlaceOrderRequest order) implements FromClient {}

    record Cancel(@Nullable RequestId id, CancelOrderRequest cancel) implements FromClient {}

    record Amend(@Nullable RequestId id, AmendOrderRequest amend) implements FromClient {}

    record Ping(@Nullable RequestId id) implements FromClient {}

    /** It said something that means nothing here. */
    record Malformed(@Nullable RequestId id, Refusal refusal) implements FromClient {}
}
