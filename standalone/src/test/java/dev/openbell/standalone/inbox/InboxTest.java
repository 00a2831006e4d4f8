package dev.openbell.standalone.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Ports ports = Ports.free();
    private final int smtp = ports.of(Port.SMTP), web = ports.of(Port.INBOX);

    @TempDir
    Path folder;

    @Test
    void aMailThatIsSentIsListedAsMailpitListsIt() throws Exception {
        try (var inbox = Inbox.open(folder, smtp, web)) {
            send("Your code", "Your code is 123456.", "<p>Your code is <b>123456</b>.</p>");

            var list = json("GET", "/api/v1/messages");
            assertThat(list.path("total").asInt()).isEqualTo(1);
            var summary = list.path("messages").path(0);
            assertThat(summary.path("Subject").asText()).isEqualTo("Your code");
            assertThat(summary.path("From").path("Address").asText()).isEqualTo("venue@openbell.local");
            assertThat(summary.path("To").path(0).path("Name").asText()).isEqualTo("Alice");
            assertThat(summary.path("To").path(0).path("Address").asText()).isEqualTo("alice@example.com");
            assertThat(summary.path("Snippet").asText()).isEqualTo("Your code is 123456.");

            var mail = json("GET", "/api/v1/message/" + summary.path("ID").asText());
            assertThat(mail.path("Text").asText()).contains("123456");
            assertThat(mail.path("HTML").asText()).contains("<b>123456</b>");
            assertThat(mail.path("Date").asText()).isNotEmpty();
        }
    }

    @Test
    void mailsLastOverARestartNewestFirstUntilTheyAreDeleted() throws Exception {
        try (var inbox = Inbox.open(folder, smtp, web)) {
            send("First", "one", "");
            send("Second", "two", "");
        }
        try (var inbox = Inbox.open(folder, smtp, web)) {
            var messages = json("GET", "/api/v1/messages").path("messages");
            assertThat(messages.findValuesAsText("Subject")).containsExactly("Second", "First");

            assertThat(ask("DELETE", "/api/v1/messages").statusCode()).isEqualTo(200);
        }
        try (var inbox = Inbox.open(folder, smtp, web)) {
            assertThat(json("GET", "/api/v1/messages").path("messages")).isEmpty();
        }
    }

    @Test
    void markupInAMailIsShownAsTextAndItsPageMayLoadNothing() throws Exception {
        try (var inbox = Inbox.open(folder, smtp, web)) {
            send("<script>alert(1)</script>", "text", "<script>alert(2)</script>");
            var id = json("GET", "/api/v1/messages")
                    .path("messages")
                    .path(0)
                    .path("ID")
                    .asText();

            assertThat(ask("GET", "/").body()).contains("&lt;script&gt;").doesNotContain("<script>");
            assertThat(ask("GET", "/mail/" + id).body()).doesNotContain("<script>");
            assertThat(ask("GET", "/body/" + id).headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("sandbox", "default-src 'none'"));
        }
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        try (var inbox = Inbox.open(folder, smtp, web)) {
            assertThat(ask("GET", "/api/v1/message/none").statusCode()).isEqualTo(404);
            assertThat(ask("GET", "/anything").statusCode()).isEqualTo(404);
            assertThat(ask("POST", "/").statusCode()).isEqualTo(404);
        }
    }

    private void send(String subject, String text, String html) throws Exception {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(smtp));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("venue@openbell.local", "Openbell"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("alice@example.com", "Alice"));
        message.setSubject(subject);
        message.setContent(new MimeMultipart("alternative", part(text, "plain"), part(html, "html")));
        Transport.send(message);
    }

    private static MimeBodyPart part(String content, String subtype) throws Exception {
        var part = new MimeBodyPart();
        part.setText(content, "utf-8", subtype);
        return part;
    }

    private JsonNode json(String method, String path) throws Exception {
        return new ObjectMapper().readTree(ask(method, path).body());
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        var address = URI.create("http://127.0.0.1:%d%s".formatted(web, path));
        var request = HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
