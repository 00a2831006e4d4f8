package dev.openbell.standalone.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Knocks at the doors of the parts: is it ready, and if not, what does it wait for? */
public final class Doors {
    private static final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private static final ObjectMapper json = new ObjectMapper();

    private Doors() {}

    public static boolean isOpen(URI door) {
        return knock(door).isEmpty();
    }

    /** Nothing when it is ready, else why not. */
    public static List<String> knock(URI door) {
        try {
            return door.getScheme().equals("tcp") ? connect(door) : ask(door);
        } catch (IOException e) {
            return List.of("no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted");
        }
    }

    private static List<String> connect(URI door) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(door.getHost(), door.getPort()), 1_000);
            return List.of();
        }
    }

    private static List<String> ask(URI door) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(door).timeout(Duration.ofSeconds(2)).build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) return List.of();
        var reasons = new ArrayList<String>();
        collectReasons("", json.readTree(answer.body()), reasons);
        return reasons.isEmpty() ? List.of("answers " + answer.statusCode()) : reasons;
    }

    /** A health answer is a tree; the reasons are the texts under the details of what is not up. */
    private static void collectReasons(String name, JsonNode health, List<String> reasons) {
        if (health.isValueNode()) {
            if (!health.asText().isEmpty()) reasons.add(name + ": " + health.asText());
        } else if (!health.path("status").asText().equals("UP")) {
            health.path("details")
                    .properties()
                    .forEach(detail -> collectReasons(detail.getKey(), detail.getValue(), reasons));
        }
    }
}
