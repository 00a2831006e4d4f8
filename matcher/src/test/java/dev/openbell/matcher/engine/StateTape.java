package dev.openbell.matcher.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** All that an engine knows, as it writes it down, in memory. */
public final class StateTape implements StateWriter {
    private ByteBuffer bytes = ByteBuffer.allocate(1 << 21);

    static StateTape of(Engine engine) {
        var tape = new StateTape();
        engine.write(tape);
        return tape;
    }

    public static String hash(Engine engine) {
        return of(engine).sha256();
    }

    /** Another engine that knows the same. */
    Engine restored() {
        var engine = new Engine(Floor.SHARD);
        var from = new From(bytes.duplicate().flip());
        engine.read(from);
        if (from.bytes.hasRemaining()) throw new AssertionError(from.bytes.remaining() + " bytes were not read");
        return engine;
    }

    int size() {
        return bytes.position();
    }

    private String sha256() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes.duplicate().flip());
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void number(long number) {
        need(Long.BYTES);
        bytes.putLong(number);
    }

    @Override
    public void numbers(long[] numbers, int count) {
        need(count * Long.BYTES);
        bytes.asLongBuffer().put(numbers, 0, count);
        bytes.position(bytes.position() + count * Long.BYTES);
    }

    @Override
    public void text(String text) {
        var letters = text.getBytes(StandardCharsets.UTF_8);
        number(letters.length);
        need(letters.length);
        bytes.put(letters);
    }

    private void need(int more) {
        if (bytes.remaining() >= more) return;
        int written = bytes.position();
        bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), 2 * (written + more)))
                .position(written);
    }

    private record From(ByteBuffer bytes) implements StateReader {
        @Override
        public long number() {
            return bytes.getLong();
        }

        @Override
        public void numbers(long[] into, int count) {
            bytes.asLongBuffer().get(into, 0, count);
            bytes.position(bytes.position() + count * Long.BYTES);
        }

        @Override
        public String text() {
            var letters = new byte[(int) number()];
            bytes.get(letters);
            return new String(letters, StandardCharsets.UTF_8);
        }
    }
}
