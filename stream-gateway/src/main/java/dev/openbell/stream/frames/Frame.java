package dev.openbell.stream.frames;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Something said, in bytes: encoded once, and shared by everybody who is to hear it. */
public final class Frame {
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] bytes;

    private Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Frame of(ToClient message) {
        var bytes = new ByteArrayOutputStream(512);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            ToClientJson.write(json, message);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return new Frame(bytes.toByteArray());
    }

    public int length() {
        return bytes.length;
    }

    /** The bytes themselves: whoever gets them must leave them as they are. */
    public byte[] shared() {
        return bytes;
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
