package dev.openbell.bench.stand;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of one run, kept as JSON with what they were measured on. */
public final class Results {
    private static final DateTimeFormatter IN_NAMES = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private Results() {}

    /** Writes them to {@code bench/results}, and says where. */
    public static void write(String benchmark, Map<String, ?> figures) throws IOException {
        var now = LocalDateTime.now(ZoneId.systemDefault());
        var all = new LinkedHashMap<String, Object>();
        all.put("at", now.toString());
        all.put("jdk", Runtime.version().toString());
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.putAll(figures);
        var folder = Files.createDirectories(Path.of(System.getProperty("openbell.home", "."), "bench", "results"));
        var file = folder.resolve("%s-%s.json".formatted(benchmark, IN_NAMES.format(now)));
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), all);
        System.out.printf("%nAll of it is in %s%n", file);
    }
}
