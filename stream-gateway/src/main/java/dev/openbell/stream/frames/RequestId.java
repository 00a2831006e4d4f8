package dev.openbell.stream.frames;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.regex.Pattern;

/** What a client marked its request with, a string or a whole number, as JSON. The answer carries it back as it came. */
public record RequestId(String json) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    static RequestId of(String text) {
        return new RequestId('"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
    }

    static boolean isWholeNumber(String text) {
        return WHOLE_NUMBER.matcher(text).matches();
    }

    static RequestId ofNumber(String number) {
        return new RequestId(number);
    }
}
