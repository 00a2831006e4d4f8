package dev.openbell.standalone.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Mails as Mailpit writes them, so that a program need not know which of the two it asks. */
final class MailpitShapes {
    private static final ObjectMapper json = new ObjectMapper();

    private MailpitShapes() {}

    static Map<String, Object> list(List<Mail> newestFirst, int start, int limit) {
        var page = newestFirst.stream()
                .skip(start)
                .limit(limit)
                .map(MailpitShapes::summary)
                .toList();
        return Map.of("total", newestFirst.size(), "start", start, "count", page.size(), "messages", page);
    }

    static Map<String, Object> mail(Mail mail) {
        var shape = head(mail);
        shape.put("Date", mail.date().toString());
        shape.put("Text", mail.text());
        shape.put("HTML", mail.html());
        return shape;
    }

    /** Of the mails that a request names; none when it names none. */
    static List<String> ids(byte[] body) throws IOException {
        if (body.length == 0) return List.of();
        var named = json.readTree(body).path("IDs");
        return StreamSupport.stream(named.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Map<String, Object> summary(Mail mail) {
        var shape = head(mail);
        shape.put("Created", mail.created().toString());
        shape.put("Snippet", mail.snippet());
        return shape;
    }

    private static Map<String, Object> head(Mail mail) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("ID", mail.id());
        shape.put("From", address(mail.from()));
        shape.put("To", mail.to().stream().map(MailpitShapes::address).toList());
        shape.put("Subject", mail.subject());
        return shape;
    }

    private static Map<String, String> address(Mail.Address address) {
        return Map.of("Name", address.name(), "Address", address.address());
    }
}
