package dev.openbell.e2e.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** HTTP written by hand: what no client would send. */
record Wire(URI address) {
    private static final int PATIENCE_MS = (int) Duration.ofSeconds(20).toMillis();
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    /** What came back. */
    record Answer(String text) {
        int status() {
            var status = STATUS.matcher(text);
            if (!status.lookingAt()) throw new AssertionError("This is no answer: " + text);
            return Integer.parseInt(status.group(1));
        }

        /** A request that was taken for two is answered twice. */
        int answers() {
            return (int) STATUS.matcher(text).results().count();
        }
    }

    /** Sends these lines as they are, and returns all that comes until the venue hangs up. */
    Answer say(String... lines) {
        return send(String.join("\r\n", lines), true);
    }

    /** Sends a head of these lines, and returns the head that comes back. */
    Answer greet(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n\r\n", false);
    }

    private Answer send(String request, boolean untilItHangsUp) {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var in = socket.getInputStream();
            if (untilItHangsUp) return new Answer(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            var head = new StringBuilder();
            for (int next = in.read(); next >= 0 && head.indexOf("\r\n\r\n") < 0; next = in.read()) {
                head.append((char) next);
            }
            return new Answer(head.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
