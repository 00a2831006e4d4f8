package dev.openbell.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The mail inbox, as a customer reads it. */
public final class Inbox {
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");
    private static final int MOST = 10_000;
    private static final Duration MAIL_WITHIN = Duration.ofSeconds(30);

    private final Rest door;

    public Inbox(URI address) {
        door = new Rest(address);
    }

    /** A mail that was read. */
    public record Mail(String id, String subject, String text, String html) {
        /** The code that is in it; empty when there is none. */
        public String code() {
            var code = CODE.matcher(text);
            return code.find() ? code.group() : "";
        }
    }

    /** The newest mailed code for this address, as soon as there is one. */
    public String codeFor(String email) {
        return await(email, mail -> !mail.code().isEmpty()).code();
    }

    /** The codes that have come for some of these addresses. */
    public Map<String, String> codesFor(Set<String> emails) {
        var codes = new HashMap<String, String>();
        for (var head : messages()) {
            var email = head.get("To").get(0).get("Address").asText();
            if (emails.contains(email))
                codes.put(email, mail(head.get("ID").asText()).code());
        }
        return codes;
    }

    /** The newest mail of this kind, as soon as there is one. */
    public Mail await(String email, Predicate<Mail> wanted) {
        long end = System.nanoTime() + MAIL_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            for (var mail : of(email)) if (wanted.test(mail)) return mail;
            pause();
        }
        throw new IllegalStateException("No such mail came for " + email + " within " + MAIL_WITHIN);
    }

    /** All that this address has, the newest first, as soon as there are so many. */
    public List<Mail> await(String email, int mails) {
        long end = System.nanoTime() + MAIL_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            var come = of(email);
            if (come.size() >= mails) return come;
            pause();
        }
        throw new IllegalStateException("Fewer than " + mails + " mails came for " + email + " within " + MAIL_WITHIN);
    }

    /** What this address has, the newest first. */
    List<Mail> of(String email) {
        var mails = new ArrayList<Mail>();
        for (var head : messages()) {
            if (!head.get("To").get(0).get("Address").asText().equals(email)) continue;
            mails.add(mail(head.get("ID").asText()));
        }
        return mails;
    }

    private JsonNode messages() {
        return door.get("/api/v1/messages?limit=" + MOST).expect(200).get("messages");
    }

    private Mail mail(String id) {
        var mail = door.get("/api/v1/message/" + id).expect(200);
        return new Mail(id, text(mail, "Subject"), text(mail, "Text"), text(mail, "HTML"));
    }

    private static String text(JsonNode mail, String part) {
        return mail.path(part).asText();
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
