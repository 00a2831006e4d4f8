package dev.openbell.edge.terminal;

import dev.openbell.chassis.fields.Written;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** What the terminal cannot know by itself. */
@Controller
final class ConfigController {
    private final Config config;

    ConfigController(@Value("${openbell.ws-url:}") String wsUrl, @Value("${openbell.inbox-url:}") String inboxUrl) {
        config = new Config(Written.orNull(wsUrl), Written.orNull(inboxUrl));
    }

    /**
     * @param wsUrl the stream, where it is not at /ws of the page's own origin
     * @param inboxUrl the mail inbox, where the venue brings one
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Config(@Nullable String wsUrl, @Nullable String inboxUrl) {}

    @Get("/config.json")
    Config config() {
        return config;
    }
}
