package dev.openbell.stream.frames;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Something said, and its bytes: encoded once, when the first client is to hear it, and shared by all of them.
 *
 * <p>The bytes are a whole WebSocket frame (RFC 6455). What a server says is not masked, so it is the same for everybody.
 */
public final class Frame {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_HEADER = 10;
    private static final int WHOLE_TEXT = 0x81, LENGTH_IN_TWO_BYTES = 126, LENGTH_IN_EIGHT_BYTES = 127;

    private final ToClient message;
    private byte @Nullable [] bytes;

    private Frame(ToClient message) {
        this.message = message;
    }

    public static Frame of(ToClient message) {
        return new Frame(message);
    }

    /** What is said. */
    public ToClient message() {
        return message;
    }

    public int length() {
        return shared().length;
    }

    /** The bytes themselves: whoever gets them must leave them as they are. Asked for on the floor's thread first. */
    public byte[] shared() {
        if (bytes == null) bytes = encode();
        return bytes;
    }

    private byte[] encode() {
        var text = new Text();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            ToClientJson.write(json, message);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return text.framed();
    }

    @Override
    public String toString() {
        var all = shared();
        int header = headerOf(all.length);
        return new String(all, header, all.length - header, StandardCharsets.UTF_8);
    }

    private static int headerOf(int frame) {
        return frame - 2 < LENGTH_IN_TWO_BYTES ? 2 : frame - 4 <= 0xffff ? 4 : LONGEST_HEADER;
    }

    /** Text with room for the header before it. */
    private static final class Text extends ByteArrayOutputStream {
        Text() {
            super(512);
            count = LONGEST_HEADER;
        }

        byte[] framed() {
            int length = count - LONGEST_HEADER;
            int header = length < LENGTH_IN_TWO_BYTES ? 2 : length <= 0xffff ? 4 : LONGEST_HEADER;
            int start = LONGEST_HEADER - header;
            buf[start] = (byte) WHOLE_TEXT;
            buf[start + 1] = (byte) (header == 2 ? length : header == 4 ? LENGTH_IN_TWO_BYTES : LENGTH_IN_EIGHT_BYTES);
            for (int at = LONGEST_HEADER - 1, rest = length; at > start + 1; at--, rest >>>= 8) buf[at] = (byte) rest;
            return Arrays.copyOfRange(buf, start, count);
        }
    }
}
