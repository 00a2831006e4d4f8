package dev.openbell.edge.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place in a document. Where there is nothing, there is nothing further down either. */
record Tree(@Nullable Object value) {
    private static final Tree NOTHING = new Tree(null);

    /** A place with its name. */
    record Branch(String name, Tree tree) {}

    Tree at(String name) {
        return value instanceof Map<?, ?> map ? new Tree(map.get(name)) : NOTHING;
    }

    Stream<Branch> branches() {
        if (!(value instanceof Map<?, ?> map)) return Stream.empty();
        return map.entrySet().stream()
                .map(entry -> new Branch(String.valueOf(entry.getKey()), new Tree(entry.getValue())));
    }

    Stream<Tree> items() {
        return value instanceof List<?> list ? list.stream().map(Tree::new) : Stream.empty();
    }

    String text() {
        return value == null ? "" : String.valueOf(value);
    }

    boolean isNothing() {
        return value == null;
    }

    @SuppressWarnings("unchecked") // a YAML map has names and takes anything
    void put(String name, Object branch) {
        if (!(value instanceof Map<?, ?> map)) throw new IllegalStateException("There is no place for " + name);
        ((Map<String, Object>) map).put(name, branch);
    }

    /** Gives the branches of a map, or the words of a list, other names. */
    @SuppressWarnings("unchecked") // likewise
    void rename(UnaryOperator<String> name) {
        if (value instanceof List<?> list) ((List<Object>) list).replaceAll(word -> name.apply(String.valueOf(word)));
        if (!(value instanceof Map<?, ?> map)) return;
        var renamed = new LinkedHashMap<String, Object>();
        map.forEach((key, branch) -> renamed.put(name.apply(String.valueOf(key)), branch));
        map.clear();
        ((Map<String, Object>) map).putAll(renamed);
    }
}
