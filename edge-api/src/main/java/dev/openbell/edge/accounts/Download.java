package dev.openbell.edge.accounts;

import io.grpc.StatusRuntimeException;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * A list of the history as a file. A page is fetched when the one before has gone out, so the longest list takes no more memory than a
 * page. The first is fetched at once: what is wrong with the request is answered as ever; later the file can only break off.
 */
final class Download<T> extends InputStream {
    static final int ROWS_A_PAGE = 500;

    private static final MediaType CSV = MediaType.of("text/csv; charset=utf-8; header=present");

    /** @param next where the page after it begins; empty when there is none */
    record Page<T>(List<T> rows, String next) {}

    private final Csv<T> csv;
    private final Function<String, Page<T>> pages;
    private final PropagatedContext visitor = PropagatedContext.getOrEmpty();
    private String next;
    private byte[] text;
    private int read;

    private Download(Csv<T> csv, Function<String, Page<T>> pages) {
        this.csv = csv;
        this.pages = pages;
        var first = pages.apply("");
        next = first.next();
        text = bytes(csv.head() + csv.lines(first.rows()));
    }

    /** @param pages gives the page that begins at a cursor, and the first for an empty one */
    static <T> StreamedFile of(String name, Csv<T> csv, Function<String, Page<T>> pages) {
        return new StreamedFile(new Download<>(csv, pages), CSV).attach(name);
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : text[read++] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        if (most == 0) return 0;
        if (isAtEnd()) return -1;
        int count = Math.min(most, text.length - read);
        System.arraycopy(text, read, into, from, count);
        read += count;
        return count;
    }

    private boolean isAtEnd() throws IOException {
        while (read == text.length) {
            if (next.isEmpty()) return true;
            turnThePage();
        }
        return false;
    }

    /** Whoever sends the file is another thread, and asks as the visitor all the same. */
    private void turnThePage() throws IOException {
        try {
            var page = visitor.propagate(() -> pages.apply(next));
            next = page.next();
            text = bytes(csv.lines(page.rows()));
            read = 0;
        } catch (StatusRuntimeException e) {
            throw new IOException("The history breaks off", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
