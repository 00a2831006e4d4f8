package dev.openbell.stream.door;

import com.fasterxml.jackson.core.JsonFactory;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** What plain HTTP is answered when it does not get a socket: {@code application/problem+json}, as everywhere on the venue. */
@Singleton
final class Problems implements ErrorResponseProcessor<String> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final MediaType PROBLEM = MediaType.of("application/problem+json");

    @Override
    public MutableHttpResponse<String> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        int status = response.code();
        var code = Arrays.stream(Code.values())
                .filter(c -> c.http() == status)
                .findFirst()
                .orElse(status < 500 ? Code.VALIDATION : Code.INTERNAL);
        return response.contentType(PROBLEM).body(body(context.getRequest(), status, code, code.title()));
    }

    static HttpResponse<String> response(HttpRequest<?> request, Refusal refusal) {
        var code = refusal.code();
        var response = HttpResponse.<String>status(HttpStatus.valueOf(code.http()));
        var retryAfter = refusal.retryAfter();
        if (retryAfter != null) response.header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        return response.contentType(PROBLEM).body(body(request, code.http(), code, refusal.detail()));
    }

    private static String body(HttpRequest<?> request, int status, Code code, String detail) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", "urn:openbell:problem:" + code.name().toLowerCase(Locale.ROOT));
            json.writeStringField("title", code.title());
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            json.writeStringField("code", code.name());
            json.writeStringField("request_id", requestId(request));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return text.toString();
    }

    /** The caller's own where that is harmless, else a new one. */
    private static String requestId(HttpRequest<?> request) {
        var given = request.getHeaders().get("X-Request-Id");
        return given != null && HARMLESS.matcher(given).matches() ? given : Ids.random();
    }
}
