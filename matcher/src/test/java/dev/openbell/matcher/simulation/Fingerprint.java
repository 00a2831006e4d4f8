package dev.openbell.matcher.simulation;

import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.StateWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of all that an engine knows. */
final class Fingerprint implements StateWriter {
    private final MessageDigest sha;

    private Fingerprint() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String of(Engine engine) {
        var fingerprint = new Fingerprint();
        engine.write(fingerprint);
        return HexFormat.of().formatHex(fingerprint.sha.digest());
    }

    @Override
    public void number(long number) {
        numbers(new long[] {number}, 1);
    }

    @Override
    public void numbers(long[] numbers, int count) {
        var bytes = ByteBuffer.allocate(count * Long.BYTES);
        bytes.asLongBuffer().put(numbers, 0, count);
        sha.update(bytes);
    }

    @Override
    public void text(String text) {
        number(text.length());
        sha.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
