package dev.openbell.standalone.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the inbox answers.
 *
 * @param policy what the page may load; a mail is written by somebody else, and gets next to nothing
 */
record Answer(int status, String type, String policy, String body) {
    static final Answer NOT_FOUND = plain(404, "There is nothing here");
    static final Answer BAD_REQUEST = plain(400, "This is no JSON");

    private static final ObjectMapper json = new ObjectMapper();

    static Answer page(String html) {
        return new Answer(200, "text/html", "default-src 'none'; style-src 'self'; frame-src 'self'", html);
    }

    static Answer foreignPage(String html) {
        var policy = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
        return new Answer(200, "text/html", policy, html);
    }

    static Answer style(String css) {
        return new Answer(200, "text/css", "default-src 'none'", css);
    }

    static Answer text(String text) {
        return plain(200, text);
    }

    static Answer json(Object value) {
        try {
            return new Answer(200, "application/json", "default-src 'none'", json.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Answer plain(int status, String text) {
        return new Answer(status, "text/plain", "default-src 'none'", text);
    }
}
