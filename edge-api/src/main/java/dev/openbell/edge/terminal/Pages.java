package dev.openbell.edge.terminal;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.exceptions.NotAllowedException;
import io.micronaut.web.router.RouteAttributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The terminal's files, wherever nothing else answers. A path that names no file is one of the terminal's own pages,
 * and gets the index, which knows what to show. The files come from the frontend's jar and stay in memory: they are
 * few.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Pages implements Ordered {
    private static final String INDEX = "/index.html";
    /** Files under this path have a hash of their content in their name, so they never change. */
    private static final String NEVER_CHANGING = "/assets/";

    /** No segment begins with a dot, so no path leads out of the folder. */
    private static final Pattern HARMLESS = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?");

    /**
     * No page of the terminal has the name of a management endpoint: who tries one here is told that it is not here.
     */
    private static final Pattern MANAGEMENT = Pattern.compile(
            "/(health|metrics|prometheus|info|env|beans|routes|loggers|caches|refresh|stop|threaddump)(/.*)?");

    private final ConcurrentHashMap<String, byte[]> files = new ConcurrentHashMap<>();
    private final int managementPort;

    Pages(@Value("${endpoints.all.port}") int managementPort) {
        this.managementPort = managementPort;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> serve(HttpRequest<?> request) {
        var path = request.getPath();
        if (answersElsewhere(request, path)) return null;
        if (request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD) {
            throw new NotAllowedException(request.getMethodName(), request.getUri(), Set.of("GET", "HEAD"));
        }
        if (!HARMLESS.matcher(path).matches() || MANAGEMENT.matcher(path).matches()) return null;
        boolean isPage = path.lastIndexOf('.') < path.lastIndexOf('/');
        var name = isPage ? INDEX : path;
        var file = file(name);
        return file == null ? null : answer(name, file);
    }

    private boolean answersElsewhere(HttpRequest<?> request, String path) {
        return RouteAttributes.getRouteMatch(request).isPresent()
                || path.equals("/api")
                || path.startsWith("/api/")
                || request.getServerAddress().getPort() == managementPort;
    }

    private byte @Nullable [] file(String name) {
        return files.computeIfAbsent(name, Pages::read);
    }

    private static byte @Nullable [] read(String name) {
        try (var file = Pages.class.getResourceAsStream("/spa" + name)) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<?> answer(String name, byte[] file) {
        var mayBeKept = name.startsWith(NEVER_CHANGING) ? "public, max-age=31536000, immutable" : "no-cache";
        return HttpResponse.ok(file)
                .contentType(MediaType.forFilename(name))
                .header(HttpHeaders.CACHE_CONTROL, mayBeKept);
    }

    @Override
    public int getOrder() {
        return 50;
    }
}
