package dev.openbell.e2e.deploy;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.stream.Stream;

/** docker-compose.yml, as far as it must agree with the services. */
record Compose(String text, Map<String, Entry> containers) {
    static Compose file() {
        var text = Checkout.read("docker-compose.yml");
        return new Compose(text, Entry.ofText(text).at("services").entries());
    }

    Entry container(String name) {
        return containers.getOrDefault(name, new Entry(null));
    }

    /** The variables that it sets; one without a value is handed on from the person's own environment. */
    Map<String, Entry> environment(String container) {
        return container(container).at("environment").entries();
    }

    /** The containers that are started before this one. */
    Stream<String> startedBefore(String container) {
        return container(container).at("depends_on").items();
    }

    /** The volumes of the container, by where they lie in it. */
    Map<String, String> volumes(String container) {
        return container(container)
                .at("volumes")
                .items()
                .map(volume -> volume.split(":", -1))
                .collect(toMap(volume -> volume[1], volume -> volume[0]));
    }

    /** The ports of the container that are reached from outside. */
    Stream<Integer> publishedPorts(String container) {
        return container(container)
                .at("ports")
                .items()
                .map(published -> Integer.valueOf(published.substring(published.lastIndexOf(':') + 1)));
    }
}
