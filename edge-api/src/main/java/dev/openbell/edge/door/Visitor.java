package dev.openbell.edge.door;

import dev.openbell.chassis.token.AccessToken;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the door. Goes along on whatever thread the request's work is done.
 *
 * @param address where the request comes from, as far as trusted proxies can tell
 * @param token what it was let in with; absent for a public call without one
 */
public record Visitor(
        String requestId,
        String address,
        String userAgent,
        @Nullable AccessToken token) implements PropagatedContextElement {
    /** The visitor that this thread works for; empty for work of the edge's own. */
    public static Optional<Visitor> current() {
        return PropagatedContext.getOrEmpty().find(Visitor.class);
    }
}
