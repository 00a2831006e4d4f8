package dev.openbell.matcher.engine;

/** Hashes that are the same on every machine and for ever: they stand in snapshots. */
final class Hash {
    private Hash() {}

    static long of(long seed, String text) {
        long hash = mix(seed ^ text.length());
        long word = 0;
        for (int at = 0; at < text.length(); at++) {
            word = (word << 8) ^ text.charAt(at);
            if ((at & 7) == 7) {
                hash = mix(hash ^ word);
                word = 0;
            }
        }
        return mix(hash ^ word);
    }

    static long of(long seed, long number) {
        return mix(seed ^ number);
    }

    /** The finisher of SplitMix64: every bit of the input changes half of the output. */
    static long mix(long bits) {
        bits += 0x9E37_79B9_7F4A_7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return bits ^ (bits >>> 31);
    }
}
