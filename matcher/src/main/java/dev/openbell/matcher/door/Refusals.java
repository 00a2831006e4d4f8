package dev.openbell.matcher.door;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.trading.v1.FieldError;
import dev.openbell.trading.v1.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A refusal inside an answer that is not itself an error. */
final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    static Refusal shape(Throwable failure) {
        if (!(failure instanceof dev.openbell.chassis.refusal.Refusal refusal)) {
            log.error("A request failed", failure);
            return Refusal.newBuilder().setCode(Code.INTERNAL.name()).build();
        }
        var shape = Refusal.newBuilder().setCode(refusal.code().name()).setDetail(refusal.detail());
        for (var error : refusal.errors()) {
            shape.addErrors(FieldError.newBuilder().setField(error.field()).setMessage(error.message()));
        }
        return shape.build();
    }
}
