package dev.openbell.feed.backpack;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * An exchange on this machine that speaks the WebSocket protocol byte by byte (RFC 6455), so that it can also speak it badly: it breaks off,
 * cuts frames in pieces, accepts and never says a word, as a test wants it to.
 */
final class ScriptedExchange implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");
    private static final int TEXT = 1, CLOSE = 8, PING = 9, PONG = 10, FINAL = 0x80;
    private static final String GONE = "(gone)", BROKEN_OFF = "(broken off)";
    private static final long PATIENCE_S = 20;

    private final ServerSocket door;

    ScriptedExchange() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    URI address() {
        return URI.create("ws://localhost:" + door.getLocalPort());
    }

    /** Takes the next connection, and says nothing at all. */
    Visit acceptMutely() throws IOException {
        return new Visit(door.accept());
    }

    /** Takes the next connection and opens the line. */
    Visit accept() throws IOException {
        var visit = new Visit(door.accept());
        visit.open();
        return visit;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    /** One connection of a client. */
    static final class Visit implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;
        private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final LinkedBlockingQueue<byte[]> pongs = new LinkedBlockingQueue<>();
        private final Thread reader = Thread.ofPlatform().daemon().unstarted(this::read);

        Visit(Socket socket) throws IOException {
            this.socket = socket;
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        private void open() throws IOException {
            var key = KEY.matcher(head());
            if (!key.find()) throw new IOException("The client does not ask for a WebSocket");
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accepted(key.group(1)) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            reader.start();
        }

        private String head() throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.readUnsignedByte());
            return head.toString();
        }

        private static String accepted(String key) {
            try {
                var sha1 = MessageDigest.getInstance("SHA-1");
                return Base64.getEncoder()
                        .encodeToString(sha1.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The next thing that the client says. */
        String hears() throws InterruptedException {
            var next = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError("The client says nothing");
            return next;
        }

        /** What the client has said since it was last listened to; empty when nothing. */
        String heardMeanwhile() {
            var next = heard.poll();
            return next == null ? "" : next;
        }

        void says(String text) throws IOException {
            frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        /** The same over and over, until the client has had enough. */
        void saysUntilItIsLeft(String text) throws InterruptedException {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
            try {
                while (!heard.contains(GONE) && !heard.contains(BROKEN_OFF)) {
                    if (System.nanoTime() > until) throw new AssertionError("The client listens to it for ever");
                    says(text);
                    Thread.sleep(20);
                }
            } catch (IOException e) {
                heard.add(BROKEN_OFF);
            }
        }

        /** In as many pieces as the protocol allows. */
        void saysInPieces(String text) throws IOException {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                int first = i == 0 ? TEXT : 0;
                int last = i == bytes.length - 1 ? FINAL : 0;
                frame(first | last, new byte[] {bytes[i]});
            }
        }

        /** The beginning of a frame whose rest never comes, since the line breaks. */
        void breaksOffWithin(String text) throws IOException {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write(new byte[] {(byte) (FINAL | TEXT), 126});
            out.write(ByteBuffer.allocate(2).putShort((short) bytes.length).array());
            out.write(bytes, 0, bytes.length / 2);
            socket.shutdownOutput();
        }

        /** Bytes that are no frame of the protocol. */
        void saysNonsense() throws IOException {
            out.write(new byte[] {(byte) 0xff, (byte) 0xff, 0x13, 0x37});
        }

        void saysGoodbye() throws IOException {
            frame(FINAL | CLOSE, ByteBuffer.allocate(2).putShort((short) 1001).array());
        }

        /** What the client answers. */
        String pings(String word) throws IOException, InterruptedException {
            frame(FINAL | PING, word.getBytes(StandardCharsets.UTF_8));
            var pong = pongs.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (pong == null) throw new AssertionError("The client does not answer a ping");
            return new String(pong, StandardCharsets.UTF_8);
        }

        private void frame(int first, byte[] content) throws IOException {
            out.write(first);
            if (content.length < 126) {
                out.write(content.length);
            } else {
                out.write(content.length < 1 << 16 ? 126 : 127);
                var length = ByteBuffer.allocate(8).putLong(content.length).array();
                int bytes = content.length < 1 << 16 ? 2 : 8;
                out.write(length, 8 - bytes, bytes);
            }
            out.write(content);
            out.flush();
        }

        /** Clients mask what they say; what is heard here is short. */
        private void read() {
            try {
                while (true) {
                    int kind = in.readUnsignedByte() & 0x0f;
                    int length = in.readUnsignedByte() & 0x7f;
                    if (length == 126) length = in.readUnsignedShort();
                    var mask = in.readNBytes(4);
                    var content = in.readNBytes(length);
                    for (int i = 0; i < content.length; i++) content[i] ^= mask[i % 4];
                    if (kind == TEXT) heard.add(new String(content, StandardCharsets.UTF_8));
                    if (kind == PONG) pongs.add(content);
                }
            } catch (EOFException e) {
                heard.add(GONE);
            } catch (IOException e) {
                heard.add(BROKEN_OFF);
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
