package dev.openbell.auth.registry;

import dev.openbell.chassis.refusal.Refusal;

/** What people call themselves and their keys. */
public final class Names {
    private static final int LONGEST = 64;

    private Names() {}

    /**
     * The name without blanks around it; it may be empty.
     *
     * @throws Refusal VALIDATION when it is too long, or would not stay on one line
     */
    public static String valid(String text) {
        var name = text.strip();
        if (name.length() > LONGEST) throw Refusal.invalid("name", "must have at most 64 characters");
        if (name.chars().anyMatch(Names::breaksALine)) {
            throw Refusal.invalid("name", "must not hold control characters");
        }
        return name;
    }

    private static boolean breaksALine(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
