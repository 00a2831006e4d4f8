package dev.openbell.standalone.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The inbox over HTTP: a page for people, and the part of Mailpit's API that programs use. */
final class InboxServer implements AutoCloseable {
    private final Mailbox mailbox;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private InboxServer(Mailbox mailbox, HttpServer server) {
        this.mailbox = mailbox;
        this.server = server;
    }

    static InboxServer open(Mailbox mailbox, int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var inbox = new InboxServer(mailbox, HttpServer.create(address, 0));
        inbox.server.setExecutor(inbox.threads);
        inbox.server.createContext("/", inbox::answer);
        inbox.server.start();
        return inbox;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Answer answerTo(HttpExchange request) throws IOException {
        var path = request.getRequestURI().getPath();
        var id = path.substring(path.lastIndexOf('/') + 1);
        return switch (request.getRequestMethod() + " " + path.substring(0, path.length() - id.length())) {
            case "GET /" -> id.isEmpty() ? Answer.page(InboxPage.list(mailbox.newestFirst())) : asset(id);
            case "GET /mail/" -> show(id, mail -> Answer.page(InboxPage.of(mail)));
            case "GET /body/" -> show(id, mail -> Answer.foreignPage(mail.html()));
            case "GET /api/v1/message/" -> show(id, mail -> Answer.json(MailpitShapes.mail(mail)));
            case "GET /api/v1/" -> id.equals("messages") ? list(request) : Answer.NOT_FOUND;
            case "DELETE /api/v1/" -> id.equals("messages") ? delete(request) : Answer.NOT_FOUND;
            default -> Answer.NOT_FOUND;
        };
    }

    private static Answer asset(String name) throws IOException {
        return name.equals("inbox.css") ? Answer.style(InboxPage.style()) : Answer.NOT_FOUND;
    }

    private Answer show(String id, Function<Mail, Answer> as) {
        return mailbox.find(id).map(as).orElse(Answer.NOT_FOUND);
    }

    private Answer list(HttpExchange request) {
        int start = number(request, "start", 0), limit = number(request, "limit", 50);
        return Answer.json(MailpitShapes.list(mailbox.newestFirst(), start, limit));
    }

    /** All of them, or those that the body names. */
    private Answer delete(HttpExchange request) throws IOException {
        try {
            var ids = MailpitShapes.ids(request.getRequestBody().readAllBytes());
            if (ids.isEmpty()) mailbox.deleteAll();
            else mailbox.delete(ids);
            return Answer.text("ok");
        } catch (JsonProcessingException e) {
            return Answer.BAD_REQUEST;
        }
    }

    private static int number(HttpExchange request, String name, int otherwise) {
        var query = request.getRequestURI().getQuery();
        if (query == null) return otherwise;
        for (var parameter : query.split("&", -1)) {
            if (parameter.matches(name + "=\\d{1,6}")) return Integer.parseInt(parameter.substring(name.length() + 1));
        }
        return otherwise;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answerTo(exchange);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type() + "; charset=utf-8");
            headers.set("Content-Security-Policy", answer.policy());
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Cache-Control", "no-store");
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
