package dev.openbell.standalone;

import dev.openbell.events.v1.Topics;
import dev.openbell.standalone.parts.Service;
import dev.openbell.standalone.verify.CannotVerify;
import dev.openbell.standalone.verify.Opening;
import dev.openbell.standalone.verify.Verification;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the tables of a venue with its events: the one on the data folder, or one elsewhere that the environment names. */
final class Verify {
    private static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS",
            DATABASE = "DATABASE_URL",
            SNAPSHOTS = "SNAPSHOT_FOLDER";

    /** Only the matcher can read what it has archived. */
    private static final ServiceTool ARCHIVE = new ServiceTool(Service.MATCHER, "dev.openbell.matcher.recover.Archive");

    private Verify() {}

    /** Exit code 0 when everything is as it must be, 1 when not. */
    static int run(Path data, Map<String, String> environment, PrintStream out)
            throws IOException, InterruptedException {
        var kafka = environment.getOrDefault(KAFKA, "");
        var database = environment.getOrDefault(DATABASE, "");
        if (kafka.isBlank() != database.isBlank())
            throw new CannotVerify("%s and %s name one venue together; set both or neither".formatted(KAFKA, DATABASE));
        var settings = new HashMap<String, String>();
        if (kafka.isBlank()) {
            var addresses = addresses(data);
            kafka = addresses.getOrDefault("kafka", "");
            database = addresses.getOrDefault("database", "");
            settings.put(KAFKA, kafka);
            settings.put(SNAPSHOTS, data.resolve("snapshots").toString());
        }
        var topic = environment.getOrDefault("EVENT_TOPIC", "");
        Opening.Source archive = (shard, file) -> {
            settings.put("OPENBELL_SHARD", Integer.toString(shard));
            return ARCHIVE.run(data, List.of(file.toString()), settings) == 0;
        };
        var verification = new Verification(topic.isBlank() ? Topics.MARKET_EVENTS : topic, archive, out);
        return verification.run(kafka, database) ? 0 : 1;
    }

    private static Map<String, String> addresses(Path data) throws IOException {
        return VenueFile.read(data)
                .filter(VenueFile::isAlive)
                .orElseThrow(() -> new CannotVerify("No venue runs on " + data))
                .addresses();
    }
}
