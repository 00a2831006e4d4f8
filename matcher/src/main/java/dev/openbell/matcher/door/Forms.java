package dev.openbell.matcher.door;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.refusal.Refusal.FieldError;
import java.util.List;

/** What every form that a trader fills in is looked through for. */
final class Forms {
    private Forms() {}

    /** The engine takes 0 for "not given"; a trader who writes 0 means something else, and is told. */
    static void given(boolean given, long value, String field, List<FieldError> wrong) {
        if (given && value <= 0) wrong.add(new FieldError(field, "must be above zero"));
    }

    static void refuse(List<FieldError> wrong) {
        if (wrong.isEmpty()) return;
        var first = wrong.getFirst();
        throw new Refusal(Code.VALIDATION, first.field() + " " + first.message(), wrong, null, null);
    }

    /** The id of what is to be changed. */
    static String named(String field, String id) {
        if (id.isEmpty()) throw Refusal.invalid(field, "must be given");
        return id;
    }
}
