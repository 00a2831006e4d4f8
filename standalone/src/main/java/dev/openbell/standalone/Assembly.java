package dev.openbell.standalone;

import dev.openbell.standalone.parts.KafkaPart;
import dev.openbell.standalone.parts.Launch;
import dev.openbell.standalone.parts.Part;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import dev.openbell.standalone.parts.PostgresPart;
import dev.openbell.standalone.parts.RedisPart;
import dev.openbell.standalone.parts.Rehearsal;
import dev.openbell.standalone.parts.Service;
import dev.openbell.standalone.parts.ServicePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Puts the parts together: who listens where, keeps its data where, and finds the others where. */
final class Assembly {
    private static final String SERVICE_SECRET = "OPENBELL_SERVICE_SECRET";

    private final Setup setup;
    private final DataFolder data;
    private final Ports ports;

    Assembly(Setup setup, DataFolder data, Ports ports) {
        this.setup = setup;
        this.data = data;
        this.ports = ports;
    }

    /** What the services stand on comes first. */
    List<Part> parts() throws IOException {
        var parts = new ArrayList<Part>();
        parts.add(new KafkaPart(data.of("kafka"), ports.of(Port.KAFKA), ports.of(Port.KAFKA_CONTROLLER), kafkaJava()));
        parts.add(new PostgresPart(data.of("postgres"), setup.cache(), data.log("postgres"), ports.of(Port.POSTGRES)));
        parts.add(new RedisPart(data.of("redis"), setup.cache(), ports.of(Port.REDIS)));
        parts.addAll(services(ports, data.folder()));
        return parts;
    }

    /** The same services once more, where nobody listens and nothing is kept. */
    Rehearsal rehearsal(Runnable onChange) throws IOException {
        var folder = data.of("rehearsal");
        Files.createDirectories(folder.resolve("secrets"));
        return new Rehearsal(services(Ports.free(), folder), data.log("rehearsal"), onChange);
    }

    private List<ServicePart> services(Ports ports, Path folder) {
        var environment = environment(ports, folder);
        return setup.services().stream()
                .map(service -> new ServicePart(
                        service, setup.home(), setup.cache(), ports, environmentOf(service, environment)))
                .toList();
    }

    /** The market maker is a bot like any other: the services do not take it for one of them. */
    private static Map<String, String> environmentOf(Service service, Map<String, String> environment) {
        if (service != Service.MARKET_MAKER) return environment;
        var ofABot = new HashMap<>(environment);
        ofABot.remove(SERVICE_SECRET);
        return ofABot;
    }

    private List<String> kafkaJava() {
        return List.of(
                Launch.java().toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + setup.cache().resolve("kafka.jsa"),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Dlogback.configurationFile=broker-logback.xml",
                "-cp",
                setup.libraries());
    }

    /** What the services read. What the person who started the venue has set stays, but for where things are. */
    private Map<String, String> environment(Ports ports, Path folder) {
        var addresses = new Addresses(ports);
        var environment = new HashMap<String, String>();
        environment.put("LOG_FORMAT", "json");
        environment.put("LOG_RETENTION", "7d");
        environment.put(SERVICE_SECRET, newSecret());
        environment.put("SMTP_URL", addresses.smtp());
        environment.put("OPENBELL_ALLOWED_ORIGINS", origins(ports));
        environment.putAll(setup.environment());

        environment.put("OPENBELL_EMBEDDED", "true");
        environment.put("REFRESH_COOKIE_SECURE", "false");
        environment.putAll(ports.asEnvironment());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", addresses.kafka());
        environment.put("DATABASE_URL", addresses.database());
        environment.put("REDIS_URL", addresses.redis());
        environment.put("AUTH_TARGET", addresses.hostAndPort(Port.AUTH));
        environment.put("MATCHER_TARGET", addresses.hostAndPort(Port.MATCHER));
        environment.put("HISTORY_TARGET", addresses.hostAndPort(Port.HISTORY));
        environment.put("STREAM_TARGET", addresses.hostAndPort(Port.STREAM));
        environment.put("SNAPSHOT_FOLDER", folder.resolve("snapshots").toString());
        environment.put("OPENBELL_WS_URL", addresses.webSocket().toString());
        environment.put("OPENBELL_INBOX_URL", addresses.inbox() + "/");

        environment.put("OPENBELL_SIGNING_KEYS", "file:" + DataFolder.signingKeys(folder));
        environment.put(
                "OPENBELL_SERVICE_ACCOUNT_FILE",
                folder.resolve("secrets").resolve("market-maker.json").toString());
        return environment;
    }

    /** By which the services of this venue know each other, for as long as it runs. */
    private static String newSecret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String origins(Ports ports) {
        int edge = ports.of(Port.EDGE);
        return "http://localhost:%d,http://127.0.0.1:%d".formatted(edge, edge);
    }
}
