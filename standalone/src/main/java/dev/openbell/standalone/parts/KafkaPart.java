package dev.openbell.standalone.parts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Kafka as one node that is broker and controller: a real log, on a disk, in a Java of its own. */
public final class KafkaPart implements Part {
    private final Path folder;
    private final int port;
    private final int controllerPort;
    private final List<String> java;

    /** @param java the command that runs a class with Kafka on its class path */
    public KafkaPart(Path folder, int port, int controllerPort, List<String> java) {
        this.folder = folder;
        this.port = port;
        this.controllerPort = controllerPort;
        this.java = java;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(ready());
        try (var out = Files.newBufferedWriter(settings())) {
            properties().store(out, "Written at each start");
        }
    }

    @Override
    public List<String> command() {
        var command = new ArrayList<>(java);
        command.addAll(List.of(KafkaBroker.class.getName(), settings().toString(), ready().toString()));
        return command;
    }

    /** The broker says so itself: its port accepts connections long before anything is served. */
    @Override
    public boolean isReady(ProcessHandle process) {
        try {
            return Files.exists(ready()) && Files.readString(ready()).equals(Long.toString(process.pid()));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public URI door() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    private Path settings() {
        return folder.resolve("server.properties");
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        properties.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.setProperty("log.dirs", folder.resolve("log").toString());

        // Topics are made by those who know their shape, and a topic that is missing is a mistake to be seen.
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("group.min.session.timeout.ms", "1000");

        // There is one node, and it waits for its own old session after it was killed.
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.setProperty("broker.session.timeout.ms", "2000");
        properties.setProperty("broker.heartbeat.interval.ms", "400");

        // A venue on a laptop has few clients; what is sized for a data centre is made small.
        properties.setProperty("offsets.topic.num.partitions", "8");
        properties.setProperty("transaction.state.log.num.partitions", "4");
        properties.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "4");
        properties.setProperty("background.threads", "2");
        return properties;
    }
}
