package dev.openbell.standalone.inbox;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail as it is shown. */
record Mail(
        String id,
        Instant created,
        Instant date,
        Address from,
        List<Address> to,
        String subject,
        String text,
        String html) {
    private static final int SNIPPET_LENGTH = 250;

    record Address(String name, String address) {
        static final Address NOBODY = new Address("", "");

        @Override
        public String toString() {
            return name.isEmpty() ? address : "%s <%s>".formatted(name, address);
        }
    }

    static Mail read(String id, Instant created, MimeMessage message) throws MessagingException, IOException {
        var from = addresses(message.getFrom());
        var sent = message.getSentDate();
        return new Mail(
                id,
                created,
                sent == null ? created : sent.toInstant(),
                from.isEmpty() ? Address.NOBODY : from.getFirst(),
                addresses(message.getRecipients(Message.RecipientType.TO)),
                message.getSubject() == null ? "" : message.getSubject(),
                body(message, "text/plain"),
                body(message, "text/html"));
    }

    /** The first words, for a list. */
    String snippet() {
        var words = (text.isEmpty() ? html.replaceAll("<[^>]*>", " ") : text)
                .replaceAll("\\s+", " ")
                .strip();
        return words.length() <= SNIPPET_LENGTH ? words : words.substring(0, SNIPPET_LENGTH);
    }

    private static List<Address> addresses(jakarta.mail.Address @Nullable [] addresses) {
        if (addresses == null) return List.of();
        return Arrays.stream(addresses)
                .map(address -> address instanceof InternetAddress internet
                        ? new Address(
                                internet.getPersonal() == null ? "" : internet.getPersonal(), internet.getAddress())
                        : new Address("", address.toString()))
                .toList();
    }

    /** The first part of this type, wherever it is nested. */
    private static String body(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) return String.valueOf(part.getContent());
        if (!part.isMimeType("multipart/*") || !(part.getContent() instanceof Multipart parts)) return "";
        for (int i = 0; i < parts.getCount(); i++) {
            var found = body(parts.getBodyPart(i), type);
            if (!found.isEmpty()) return found;
        }
        return "";
    }
}
