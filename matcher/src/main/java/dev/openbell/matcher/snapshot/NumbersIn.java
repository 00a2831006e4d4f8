package dev.openbell.matcher.snapshot;

import dev.openbell.matcher.engine.StateReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes as numbers and texts. */
final class NumbersIn implements StateReader {
    private final InputStream in;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);

    NumbersIn(InputStream in) {
        this.in = in;
    }

    @Override
    public long number() {
        need(Long.BYTES);
        return buffer.getLong();
    }

    @Override
    public void numbers(long[] into, int count) {
        for (int from = 0; from < count; ) {
            need(Long.BYTES);
            int some = Math.min(count - from, buffer.remaining() / Long.BYTES);
            buffer.asLongBuffer().get(into, from, some);
            buffer.position(buffer.position() + some * Long.BYTES);
            from += some;
        }
    }

    @Override
    public String text() {
        var bytes = new byte[Math.toIntExact(number())];
        for (int at = 0; at < bytes.length; at++) {
            need(1);
            bytes[at] = buffer.get();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void need(int bytes) {
        if (buffer.remaining() >= bytes) return;
        try {
            buffer.compact();
            while (buffer.position() < bytes) {
                int read = in.read(buffer.array(), buffer.position(), buffer.remaining());
                if (read < 0) throw new EOFException("the state ends too early");
                buffer.position(buffer.position() + read);
            }
            buffer.flip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
