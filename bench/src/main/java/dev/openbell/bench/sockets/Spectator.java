package dev.openbell.bench.sockets;

import dev.openbell.bench.client.Rest;
import dev.openbell.bench.client.ShownBook;
import dev.openbell.bench.stand.Book;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One client who watches a book and its price. It reads its frames where they lie, and of each only the numbers: thousands of its kind have
 * to cost less than what they measure. Some rebuild the book, too, and compare it with the venue's checksum.
 */
final class Spectator {
    private static final int TEXT = 1, CLOSE = 8, PING = 9, PONG = 10;
    private static final int WHOLE = 0x80, MASKED = 0x80;
    private static final int LENGTH_IN_2 = 126, LENGTH_IN_8 = 127;
    private static final byte[] NOTHING = {};
    private static final byte[] END_OF_HEAD = bytes("\r\n\r\n");
    private static final byte[] WELCOME = bytes("HTTP/1.1 101 ");
    private static final byte[] SNAPSHOT = bytes("{\"type\":\"orderbook_snapshot\"");
    private static final byte[] DELTA = bytes("{\"type\":\"orderbook_delta\"");
    private static final byte[] ERROR = bytes("{\"type\":\"error\"");
    private static final byte[] SEQUENCE = bytes("\"sequence\":"), PREVIOUS = bytes("\"previous_sequence\":");
    private static final int NONE = -1;

    /** Where what it sees is noted. */
    interface Notes {
        /** Everything up to this event is known to the client; from the first frame on, what came after the event before. */
        void bookCame(Spectator who, long after, long upTo, long at);

        void frameCame(int bytes);
    }

    private final Book book;
    private final boolean reads;
    private final @Nullable ShownBook shown;
    private final Notes notes;
    private final SocketChannel channel;

    /** The beginning of a frame whose end has not come yet. */
    private byte[] begun = NOTHING;

    private boolean welcome;
    private long sequence = NONE;

    /**
     * A client that is not connected yet.
     *
     * @param reads whether it goes on reading after its first book
     * @param rebuilds whether it rebuilds the book
     */
    Spectator(SocketChannel channel, Book book, boolean reads, boolean rebuilds, Notes notes) {
        this.channel = channel;
        this.book = book;
        this.reads = reads;
        this.shown = rebuilds ? new ShownBook() : null;
        this.notes = notes;
    }

    Book book() {
        return book;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Up to which event it knows the book. */
    long sequence() {
        return sequence;
    }

    boolean hasSeenTheBook() {
        return sequence != NONE;
    }

    boolean wantsMore() {
        return reads || !hasSeenTheBook();
    }

    /** Knocks. */
    void connected(String host) throws IOException {
        send(ByteBuffer.wrap(bytes("""
                GET /ws HTTP/1.1
                Host: %s
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Version: 13

                """.formatted(host).replace("\n", "\r\n"))));
    }

    /** Takes what came. */
    void read(byte[] came, int count, long at) throws IOException {
        var bytes = came;
        int end = count;
        if (begun.length > 0) {
            bytes = Arrays.copyOf(begun, begun.length + count);
            System.arraycopy(came, 0, bytes, begun.length, count);
            end = bytes.length;
        }
        int next = welcome ? 0 : readHead(bytes, end);
        if (welcome) next = readFrames(bytes, next, end, at);
        begun = next == end ? NOTHING : Arrays.copyOfRange(bytes, next, end);
    }

    private int readHead(byte[] bytes, int end) throws IOException {
        int behind = find(bytes, 0, end, END_OF_HEAD);
        if (behind == NONE) return 0;
        if (!startsWith(bytes, 0, end, WELCOME)) throw new IOException("not let in: " + text(bytes, 0, end));
        welcome = true;
        send(frame(TEXT, bytes("""
                {"type":"subscribe","channels":["orderbook","prices"],"instruments":["%s"]}""".formatted(book.symbol()))));
        return behind;
    }

    /** Returns where the first frame begins that is not whole yet. */
    private int readFrames(byte[] bytes, int from, int end, long at) throws IOException {
        int next = from;
        while (next + 2 <= end) {
            int length = bytes[next + 1];
            int content = next + (length == LENGTH_IN_2 ? 4 : length == LENGTH_IN_8 ? 10 : 2);
            if (content > end) return next;
            if (length >= LENGTH_IN_2) length = Math.toIntExact(bigEndian(bytes, next + 2, content));
            if (content + length > end) return next;
            if ((bytes[next] & WHOLE) == 0) throw new IOException("a frame in parts");
            frameCame(bytes[next] & 0xf, bytes, content, length, at);
            next = content + length;
        }
        return next;
    }

    private static long bigEndian(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) number = (number << 8) + Byte.toUnsignedInt(bytes[i]);
        return number;
    }

    private void frameCame(int kind, byte[] bytes, int from, int length, long at) throws IOException {
        notes.frameCame(length);
        switch (kind) {
            case TEXT -> textCame(bytes, from, from + length, at);
            case PING -> send(frame(PONG, new byte[0]));
            case CLOSE -> throw new IOException("sent away: " + text(bytes, from + 2, length - 2));
            default -> throw new IOException("a frame of kind " + kind);
        }
    }

    private void textCame(byte[] bytes, int from, int to, long at) throws IOException {
        boolean delta = startsWith(bytes, from, to, DELTA);
        if (delta || startsWith(bytes, from, to, SNAPSHOT)) {
            if (delta && number(bytes, from, to, PREVIOUS) != sequence) {
                throw new IOException("after " + sequence + " comes " + text(bytes, from, to - from));
            }
            long before = sequence;
            sequence = number(bytes, from, to, SEQUENCE);
            if (before != NONE) notes.bookCame(this, before, sequence, at);
            if (shown != null) shown.show(Rest.JSON.readTree(bytes, from, to - from));
        } else if (startsWith(bytes, from, to, ERROR)) {
            throw new IOException("refused: " + text(bytes, from, to - from));
        }
    }

    private static long number(byte[] bytes, int from, int to, byte[] field) throws IOException {
        int at = find(bytes, from, to, field);
        if (at == NONE) throw new IOException("no number in " + text(bytes, from, to - from));
        long number = 0;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') number = 10 * number + bytes[at++] - '0';
        return number;
    }

    /** Just after the first place of these bytes. */
    private static int find(byte[] bytes, int from, int to, byte[] wanted) {
        for (int at = from; at + wanted.length <= to; at++) {
            if (startsWith(bytes, at, to, wanted)) return at + wanted.length;
        }
        return NONE;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] wanted) {
        if (to - from < wanted.length) return false;
        for (int i = 0; i < wanted.length; i++) if (bytes[from + i] != wanted[i]) return false;
        return true;
    }

    /** As clients must write it: masked, if only with zeros. */
    private static ByteBuffer frame(int kind, byte[] content) {
        return ByteBuffer.allocate(6 + content.length)
                .put((byte) (WHOLE | kind))
                .put((byte) (MASKED | content.length))
                .putInt(0)
                .put(content)
                .flip();
    }

    /** It says so little that there is always room for it. */
    private void send(ByteBuffer out) throws IOException {
        channel.write(out);
        if (out.hasRemaining()) throw new IOException("the line is full");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
