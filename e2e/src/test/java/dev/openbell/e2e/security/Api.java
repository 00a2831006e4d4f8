package dev.openbell.e2e.security;

import dev.openbell.bench.client.Rest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The REST API as the venue itself describes it: a call that is added tomorrow is attacked tomorrow. */
record Api(List<Call> calls) {
    private static final String SHAPE = "#/components/schemas/";

    /**
     * What may be called.
     *
     * @param parameters by their names, with the place where each is sent: path, query or header
     * @param body the fields of the body; empty where there is none
     */
    record Call(String method, String path, Map<String, String> parameters, List<Field> body) {
        boolean takesBody() {
            return !body.isEmpty();
        }

        Stream<String> parametersIn(String place) {
            return parameters.entrySet().stream()
                    .filter(parameter -> parameter.getValue().equals(place))
                    .map(Map.Entry::getKey);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * A field of a body.
     *
     * @param inside the fields of what it holds, where that is an object or a list of objects
     */
    record Field(String name, boolean list, List<Field> inside) {}

    static Api of(URI edge) {
        var text = new Rest(edge).get("/openapi.yml").response().body();
        Map<String, Object> document = new Yaml().load(text);
        var shapes = map(map(document.get("components")).get("schemas"));
        var calls = new ArrayList<Call>();
        map(document.get("paths"))
                .forEach((path, methods) -> map(methods).forEach((method, call) -> {
                    if (path.startsWith("/api/"))
                        calls.add(call(method.toUpperCase(Locale.ROOT), path, map(call), shapes));
                }));
        if (calls.isEmpty()) throw new AssertionError("The venue describes no call");
        return new Api(calls);
    }

    Stream<Call> callsWithABody() {
        return calls.stream().filter(Call::takesBody);
    }

    private static Call call(String method, String path, Map<String, Object> call, Map<String, Object> shapes) {
        var parameters = new LinkedHashMap<String, String>();
        for (var parameter : list(call.get("parameters"))) {
            parameters.put(text(map(parameter).get("name")), text(map(parameter).get("in")));
        }
        var content = map(map(call.get("requestBody")).get("content"));
        var schema = map(map(content.get("application/json")).get("schema"));
        return new Call(method, path, parameters, fields(schema, shapes));
    }

    private static List<Field> fields(Map<String, Object> schema, Map<String, Object> shapes) {
        var shape = resolved(schema, shapes);
        return map(shape.get("properties")).entrySet().stream()
                .map(property -> field(property.getKey(), resolved(map(property.getValue()), shapes), shapes))
                .toList();
    }

    private static Field field(String name, Map<String, Object> schema, Map<String, Object> shapes) {
        boolean isList = "array".equals(schema.get("type"));
        return new Field(name, isList, fields(isList ? map(schema.get("items")) : schema, shapes));
    }

    private static Map<String, Object> resolved(Map<String, Object> schema, Map<String, Object> shapes) {
        for (var part : Set.of("allOf", "oneOf")) {
            if (!list(schema.get(part)).isEmpty())
                return resolved(map(list(schema.get(part)).getFirst()), shapes);
        }
        if (!schema.containsKey("$ref")) return schema;
        return map(shapes.get(text(schema.get("$ref")).substring(SHAPE.length())));
    }

    @SuppressWarnings("unchecked") // as YAML gives it
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // as YAML gives it
    private static List<Object> list(@Nullable Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }
}
