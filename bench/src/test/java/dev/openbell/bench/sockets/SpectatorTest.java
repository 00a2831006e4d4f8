package dev.openbell.bench.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.bench.stand.Book;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that reads its frames by hand reads what is there, however it is cut, and lets nothing wrong pass. */
class SpectatorTest implements Spectator.Notes {
    private static final String EMPTY_BOOK = """
            {"type":"orderbook_snapshot","instrument":"BTC-USD","sequence":%d,"checksum":0,"bids":[],"asks":[]}""";
    private static final String DELTA = """
            {"type":"orderbook_delta","instrument":"BTC-USD","previous_sequence":%d,"sequence":%d,"checksum":%s,\
            "bids":[["60000.5","0.001",1]],"asks":[]}""";
    /** Two bytes and a mask. */
    private static final int PONG_LENGTH = 6;

    private static final String CHECKSUM_OF_ONE_BID = "2214002577";

    private final List<String> seen = new ArrayList<>();
    private int longest;
    private SocketChannel ours, gateways;

    @BeforeEach
    void connect() throws IOException {
        try (var gateway = ServerSocketChannel.open()) {
            gateway.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            ours = SocketChannel.open(gateway.getLocalAddress());
            gateways = gateway.accept();
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        ours.close();
        gateways.close();
    }

    @ParameterizedTest(name = "{0} bytes at a time")
    @ValueSource(ints = {1, 7, 100, 1_000})
    void framesAreReadHoweverTheyAreCut(int atATime) throws IOException {
        var came = new ByteArrayOutputStream();
        came.writeBytes("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n".getBytes(UTF_8));
        came.writeBytes(frame(1, "{\"type\":\"hello\"}"));
        came.writeBytes(frame(1, EMPTY_BOOK.formatted(7)));
        came.writeBytes(frame(1, DELTA.formatted(7, 9, CHECKSUM_OF_ONE_BID)));
        came.writeBytes(frame(1, DELTA.formatted(9, 12, CHECKSUM_OF_ONE_BID)));
        var client = client();

        for (int from = 0; from < came.size(); from += atATime) {
            var part = ByteBuffer.wrap(came.toByteArray()).position(from);
            var bytes = new byte[Math.min(atATime, part.remaining())];
            part.get(bytes);
            client.read(bytes, bytes.length, from);
        }

        assertThat(seen).containsExactly("7 to 9", "9 to 12");
        assertThat(client.sequence()).isEqualTo(12);
    }

    @ParameterizedTest(name = "{0} bytes long")
    @ValueSource(ints = {125, 126, 65_535, 65_536, 200_000})
    void eachLengthIsRead(int length) throws IOException {
        var client = welcomed();
        var price = frame(1, "{\"type\":\"price\"" + " ".repeat(length - 16) + "}");
        var half = Arrays.copyOf(price, length / 2);
        read(client, half);
        read(client, Arrays.copyOfRange(price, half.length, price.length));
        read(client, frame(1, EMPTY_BOOK.formatted(7)));

        assertThat(client.sequence()).isEqualTo(7);
        assertThat(longest).isEqualTo(length);
    }

    @Test
    void aGapIsAnError() throws IOException {
        var client = welcomed();
        read(client, frame(1, EMPTY_BOOK.formatted(7)));

        assertThatThrownBy(() -> read(client, frame(1, DELTA.formatted(8, 9, CHECKSUM_OF_ONE_BID))))
                .hasMessageStartingWith("after 7 comes");
    }

    @Test
    void aWrongBookIsAnError() throws IOException {
        var client = welcomed();
        read(client, frame(1, EMPTY_BOOK.formatted(7)));

        assertThatThrownBy(() -> read(client, frame(1, DELTA.formatted(7, 9, "1"))))
                .hasMessageStartingWith("the book is not the venue's");
    }

    @Test
    void aRefusalIsAnErrorAndSoIsAFarewell() throws IOException {
        assertThatThrownBy(() -> read(welcomed(), frame(1, "{\"type\":\"error\",\"code\":\"UNKNOWN_INSTRUMENT\"}")))
                .hasMessageStartingWith("refused:");
        assertThatThrownBy(() -> read(welcomed(), frame(8, "\u0003\u0000come again")))
                .hasMessage("sent away: come again");
    }

    @Test
    void aHeartbeatIsAnswered() throws IOException {
        var client = welcomed();
        read(client, frame(9, ""));
        ours.shutdownOutput();

        var said = ByteBuffer.allocate(200);
        while (gateways.read(said) >= 0) {}
        assertThat(said.get(said.position() - PONG_LENGTH)).isEqualTo((byte) 0x8a);
    }

    private Spectator client() {
        return new Spectator(ours, Book.BTC, true, true, this);
    }

    private Spectator welcomed() throws IOException {
        var client = client();
        read(client, "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(UTF_8));
        return client;
    }

    private static void read(Spectator client, byte[] bytes) throws IOException {
        client.read(bytes, bytes.length, 0);
    }

    /** As servers write it: not masked. */
    private static byte[] frame(int kind, String text) {
        var content = text.getBytes(UTF_8);
        var frame = ByteBuffer.allocate(10 + content.length).put((byte) (0x80 | kind));
        if (content.length < 126) frame.put((byte) content.length);
        else if (content.length < 65_536) frame.put((byte) 126).putShort((short) content.length);
        else frame.put((byte) 127).putLong(content.length);
        frame.put(content).flip();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    @Override
    public void bookCame(Spectator who, long after, long upTo, long at) {
        seen.add(after + " to " + upTo);
    }

    @Override
    public void frameCame(int bytes) {
        longest = Math.max(longest, bytes);
    }
}
