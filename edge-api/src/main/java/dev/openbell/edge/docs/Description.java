package dev.openbell.edge.docs;

import dev.openbell.chassis.grpc.Access;
import dev.openbell.edge.door.Wants;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The API in the words of OpenAPI. The compiler wrote down what each call takes and answers. Added here is what all have in common: how
 * they refuse, and whom they let in, from the same {@link Wants} that the doorkeeper goes by.
 */
@Singleton
final class Description {
    static final String WANTS = "x-wants";

    private static final String OF_PROGRAMS = "EngineShapes.Engine";
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    private static final String WRITTEN = "/META-INF/swagger/openbell-v1.yml";

    private final Tree tree;
    private final String yaml;

    Description(Router router) {
        tree = read();
        router.uriRoutes().forEach(this::addWhatAllHave);
        nameAsProgramsDo();
        yaml = yaml().dump(tree.value());
    }

    Tree tree() {
        return tree;
    }

    String asYaml() {
        return yaml;
    }

    private void addWhatAllHave(UriRouteInfo<?, ?> route) {
        var call = tree.at("paths")
                .at(route.getUriMatchTemplate().toPathString())
                .at(route.getHttpMethodName().toLowerCase(Locale.ROOT));
        var wanted = route.getAnnotationMetadata().enumValue(Wants.class, Access.class);
        if (call.isNothing() || wanted.isEmpty()) return;
        call.put(WANTS, wanted.get().name().toLowerCase(Locale.ROOT));
        if (wanted.get() != Access.PUBLIC) call.put("security", List.of(Map.of("token", new ArrayList<>())));
        call.at("responses").put("default", refusal());
    }

    /** The compiler names all fields alike; at the door for programs they are named otherwise. */
    private void nameAsProgramsDo() {
        tree.at("components")
                .at("schemas")
                .branches()
                .filter(schema -> schema.name().startsWith(OF_PROGRAMS))
                .forEach(schema -> {
                    schema.tree().at("properties").rename(Description::inCamelCase);
                    schema.tree().at("required").rename(Description::inCamelCase);
                });
    }

    private static String inCamelCase(String name) {
        return UNDERSCORE.matcher(name).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    private static Map<String, Object> refusal() {
        var problem = Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"));
        return Map.of("description", "A refusal", "content", Map.of("application/problem+json", problem));
    }

    private static Tree read() {
        try (var written = Description.class.getResourceAsStream(WRITTEN)) {
            if (written == null) throw new IllegalStateException("The compiler wrote no " + WRITTEN);
            return new Tree(yaml().load(written));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Yaml yaml() {
        var block = new DumperOptions();
        block.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        block.setWidth(120);
        return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(block), block);
    }
}
