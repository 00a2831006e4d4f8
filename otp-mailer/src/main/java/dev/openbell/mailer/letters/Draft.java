package dev.openbell.mailer.letters;

/**
 * Writes a letter in both forms at once, line by line.
 *
 * <p>The styles stand beside each element because mail programs drop style sheets, and no colour is six digits, so that
 * the only such number in a mail is the code.
 */
final class Draft {
    private static final String INK = "#e8ecf1",
            QUIET = "#8d99a8",
            PAPER = "#141b24",
            DESK = "#0b0f14",
            BELL = "#f5b94a";

    private final String subject;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    Draft(String subject) {
        this.subject = subject;
    }

    Draft says(String sentence) {
        text.append(sentence).append("\n\n");
        html.append(paragraph("font-size:16px;line-height:24px;color:" + INK, sentence));
        return this;
    }

    /** A code, alone on its line. */
    Draft shows(String code) {
        text.append(code).append("\n\n");
        html.append(paragraph(
                "font:bold 36px/48px ui-monospace,Menlo,Consolas,monospace;letter-spacing:8px;color:" + BELL, code));
        return this;
    }

    Draft whispers(String sentence) {
        text.append(sentence).append("\n\n");
        html.append(paragraph("font-size:13px;line-height:20px;color:" + QUIET, sentence));
        return this;
    }

    Letter letter() {
        return new Letter(subject, text + "-- \nOpenbell\n", """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="color-scheme" content="dark"><title>%1$s</title></head>
                <body style="margin:0;background:%2$s;font-family:system-ui,-apple-system,'Segoe UI',sans-serif">
                <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" style="background:%2$s">
                <tr><td align="center" style="padding:40px 16px">
                <table role="presentation" width="480" cellpadding="0" cellspacing="0"
                    style="max-width:100%%;background:%3$s;border-top:3px solid %4$s;border-radius:8px">
                <tr><td style="padding:32px 32px 16px;font-size:20px;font-weight:bold;color:%4$s">Openbell</td></tr>
                <tr><td style="padding:0 32px 24px">
                %5$s</td></tr>
                </table>
                </td></tr>
                </table>
                </body>
                </html>
                """.formatted(subject, DESK, PAPER, BELL, html));
    }

    private static String paragraph(String style, String content) {
        return "<p style=\"margin:0 0 16px;" + style + "\">" + escaped(content) + "</p>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
