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

    /** All that came back until the venue hung up, or had said what it had to say. */
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

    /** Sends these lines as they are, and asks to hang up after the answer. */
    Answer say(String... lines) {
        return send(String.join("\r\n", lines));
    }

    private Answer send(String request) {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
