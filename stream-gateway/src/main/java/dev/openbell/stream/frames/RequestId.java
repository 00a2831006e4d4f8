package dev.openbell.stream.frames;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** What a client marked its request with, a string or a whole number, as JSON. The answer carries it back as it came. */
public record RequestId(String json) {
    static RequestId of(String text) {
        return new RequestId('"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
    }

    static RequestId of(long number) {
        return new RequestId(Long.toString(number));
    }
}
