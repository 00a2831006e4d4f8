package dev.openbell.history.users;

import dev.openbell.events.v1.RotateRefresh;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The refresh tokens of one family, as hashes, and how one follows another.
 *
 * <pre>
 *   a living token is used       → it and its twins are over; the next one lives
 *   what is over, within grace   → the next one lives beside those that do: its twin
 *   anything else                → a used token was shown again, or none of ours: the family must go
 * </pre>
 *
 * The grace is for two tabs that refresh at once with the same cookie: each is given a token, and nobody knows whose answer the browser
 * keeps. So both live until one of them is used, and then only what follows that one. The grace is counted from the first use and
 * never grows.
 *
 * @param living handed out and not used, the newest last
 * @param previous what the last rotation ended
 */
record FamilyTokens(List<byte[]> living, List<byte[]> previous, long rotatedAtMicros) {
    /** A browser that comes back with all its tabs refreshes in each of them; it keeps the cookie of one of the last. */
    private static final int MOST_TWINS = 32;

    /** The tokens after this rotation; null when the token that was shown is not good any more. */
    @Nullable
    FamilyTokens rotate(RotateRefresh rotate, long now) {
        var shown = rotate.getPresentedHash().toByteArray();
        var next = rotate.getNextHash().toByteArray();
        if (contains(living, shown)) return new FamilyTokens(List.of(next), living, now);
        if (!contains(previous, shown) || now - rotatedAtMicros > rotate.getGraceMicros()) return null;
        var twins = new ArrayList<>(living);
        twins.add(next);
        while (twins.size() > MOST_TWINS) twins.removeFirst();
        return new FamilyTokens(twins, previous, rotatedAtMicros);
    }

    private static boolean contains(List<byte[]> hashes, byte[] shown) {
        return hashes.stream().anyMatch(hash -> MessageDigest.isEqual(hash, shown));
    }
}
