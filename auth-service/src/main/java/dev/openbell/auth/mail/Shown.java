package dev.openbell.auth.mail;

import dev.openbell.chassis.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What came of a code that was shown: the flow that it was shown for, and the refusal, unless it was the right one. */
record Shown(Flow flow, @Nullable Refusal refusal) {
    Flow orRefuse() {
        if (refusal != null) throw refusal;
        return flow;
    }
}
