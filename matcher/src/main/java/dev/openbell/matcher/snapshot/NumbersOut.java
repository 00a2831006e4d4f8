package dev.openbell.matcher.snapshot;

import dev.openbell.matcher.engine.StateWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Numbers and texts as bytes. */
final class NumbersOut implements StateWriter {
    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    NumbersOut(OutputStream out) {
        this.out = out;
    }

    @Override
    public void number(long number) {
        if (buffer.remaining() < Long.BYTES) flush();
        buffer.putLong(number);
    }

    @Override
    public void numbers(long[] numbers, int count) {
        for (int from = 0; from < count; ) {
            if (buffer.remaining() < Long.BYTES) flush();
            int some = Math.min(count - from, buffer.remaining() / Long.BYTES);
            buffer.asLongBuffer().put(numbers, from, some);
            buffer.position(buffer.position() + some * Long.BYTES);
            from += some;
        }
    }

    @Override
    public void text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        for (byte one : bytes) {
            if (!buffer.hasRemaining()) flush();
            buffer.put(one);
        }
    }

    void flush() {
        try {
            out.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
