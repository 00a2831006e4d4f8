package dev.openbell.auth.token;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A random text that is shown to one caller and kept nowhere: the venue knows only its SHA-256. */
public record Secret(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    /** A new one, with 256 random bits, so a plain hash of it cannot be turned back. */
    public static Secret draw() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public ByteString hash() {
        return ByteString.copyFrom(Sha256.of(text));
    }

    /** Compared in constant time. */
    public boolean hasHash(ByteString hash) {
        return MessageDigest.isEqual(hash().toByteArray(), hash.toByteArray());
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
