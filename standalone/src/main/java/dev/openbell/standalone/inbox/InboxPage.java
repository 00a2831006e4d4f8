package dev.openbell.standalone.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** The inbox as pages without a script. The list looks for new mail by itself every few seconds. */
final class InboxPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss").withZone(ZoneId.systemDefault());

    private InboxPage() {}

    static String list(List<Mail> newestFirst) {
        var rows = newestFirst.stream().map(InboxPage::row).collect(Collectors.joining());
        var content = rows.isEmpty()
                ? "<p class=\"quiet\">No mail yet. A code arrives here a moment after you sign up.</p>"
                : rows;
        return page("Inbox", "<meta http-equiv=\"refresh\" content=\"3\">", """
                <header><h1>Inbox</h1><span class="quiet">%d</span></header>
                <main>%s</main>
                """.formatted(newestFirst.size(), content));
    }

    static String of(Mail mail) {
        var body = mail.html().isEmpty()
                ? "<pre>%s</pre>".formatted(escape(mail.text()))
                : "<iframe sandbox=\"allow-popups\" title=\"The mail\" src=\"/body/%s\"></iframe>".formatted(mail.id());
        return page(mail.subject(), "", """
                <header><a href="/">Inbox</a><h1>%s</h1></header>
                <dl><dt>From</dt><dd>%s</dd><dt>To</dt><dd>%s</dd><dt>Sent</dt><dd>%s</dd></dl>
                %s
                """.formatted(
                        escape(mail.subject()),
                        escape(mail.from().toString()),
                        escape(recipients(mail)),
                        TIME.format(mail.date()),
                        body));
    }

    static String style() throws IOException {
        try (var css = InboxPage.class.getResourceAsStream("/inbox.css")) {
            if (css == null) throw new IOException("There is no inbox.css");
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String row(Mail mail) {
        return """
                <a class="mail" href="/mail/%s"><time>%s</time><span>%s</span><b>%s</b><span class="quiet">%s</span></a>
                """.formatted(
                        mail.id(),
                        TIME.format(mail.created()),
                        escape(recipients(mail)),
                        escape(mail.subject()),
                        escape(mail.snippet()));
    }

    private static String page(String title, String head, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title>\
                <link rel="stylesheet" href="/inbox.css">%s</head>
                <body>%s</body>
                </html>
                """.formatted(escape(title), head, body);
    }

    private static String recipients(Mail mail) {
        return mail.to().stream().map(Mail.Address::toString).collect(Collectors.joining(", "));
    }

    /** A mail is written by somebody else: it is shown as text. */
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
