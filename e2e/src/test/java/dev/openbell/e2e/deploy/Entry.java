package dev.openbell.e2e.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A place in a YAML file. A place that is not there is empty. */
record Entry(@Nullable Object value) {
    static Entry ofFile(String file) {
        return ofText(Checkout.read(file));
    }

    static Entry ofText(String yaml) {
        return new Entry(new Yaml(new SafeConstructor(new LoaderOptions())).<@Nullable Object>load(yaml));
    }

    Entry at(String name) {
        return new Entry(value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    boolean isThere() {
        return value != null;
    }

    String text() {
        return value == null ? "" : value.toString();
    }

    /** The entries of a map by their names, in the order of the file. */
    Map<String, Entry> entries() {
        var entries = new LinkedHashMap<String, Entry>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, entry) -> entries.put(String.valueOf(name), new Entry(entry)));
        }
        return entries;
    }

    /** The items of a list; of a map, its names. */
    Stream<String> items() {
        if (value instanceof List<?> list) return list.stream().map(String::valueOf);
        return entries().keySet().stream();
    }
}
