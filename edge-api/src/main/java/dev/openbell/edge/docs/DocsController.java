package dev.openbell.edge.docs;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;

/** The description of the API, for whoever writes a client. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class DocsController {
    private static final String STYLE = "/docs/docs.css";

    private final Description description;
    private final String page;

    DocsController(Description description) {
        this.description = description;
        this.page = DocsPage.of(description.tree());
    }

    @Get(uri = "/openapi.yml", produces = "application/yaml")
    HttpResponse<String> openApi() {
        return kept(description.asYaml());
    }

    @Get(uri = "/docs", produces = MediaType.TEXT_HTML)
    HttpResponse<String> docs() {
        return kept(page);
    }

    @Get(uri = "/docs.css", produces = MediaType.TEXT_CSS)
    HttpResponse<byte[]> style() throws IOException {
        try (var style = DocsController.class.getResourceAsStream(STYLE)) {
            if (style == null) throw new IllegalStateException("There is no " + STYLE);
            return kept(style.readAllBytes());
        }
    }

    private static <T> HttpResponse<T> kept(T body) {
        return HttpResponse.ok(body).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
