package dev.openbell.matcher.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** All chance there is, from one seed. Each seed has a bad luck of its own: what strikes often under one never strikes under another. */
final class Fate {
    /** What goes wrong. */
    enum Fault {
        CRASH(0.002),
        KAFKA_AWAY(0.03),
        NOT_APPENDED(0.02),
        ACKNOWLEDGEMENT_LOST(0.03),
        OWNER_MOVES(0.15),
        TWO_OWNERS(0.3),
        SNAPSHOT_DAMAGED(0.3),
        DISK_FULL(0.15),
        UNREADABLE_COMMAND(0.01),
        POWER_CUT(0.02);

        private final double usual;

        Fault(double usual) {
            this.usual = usual;
        }
    }

    /** The process is gone in the middle of what it did. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Random random;
    private final Map<Fault, Double> badLuck = new EnumMap<>(Fault.class);
    private boolean kind;

    Fate(long seed) {
        random = new Random(seed);
        for (var fault : Fault.values()) {
            badLuck.put(fault, random.nextInt(4) == 0 ? 0 : fault.usual * 2 * random.nextDouble());
        }
    }

    /** For a while nothing goes wrong. */
    void beKind(boolean now) {
        kind = now;
    }

    boolean strikes(Fault fault) {
        return !kind && chance(badLuck.getOrDefault(fault, 0.0));
    }

    void mayCrash() {
        if (strikes(Fault.CRASH)) throw new Crash();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0 to this, both included. */
    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    long number() {
        return random.nextLong();
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
