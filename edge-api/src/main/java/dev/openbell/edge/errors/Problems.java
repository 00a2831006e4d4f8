package dev.openbell.edge.errors;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.edge.door.RequestIds;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Writes every refusal: the venue's own, and what the HTTP server refuses before anybody of us sees it. */
@Singleton
public final class Problems implements ErrorResponseProcessor<Problem> {

    /** What the server itself refused. */
    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        return write(context.getRequest(), refusal(context, response), response);
    }

    public MutableHttpResponse<Problem> answer(HttpRequest<?> request, Refusal refusal) {
        return write(request, refusal, HttpResponse.ok());
    }

    private static Refusal refusal(ErrorContext context, MutableHttpResponse<?> response) {
        return switch (response.status()) {
            case NOT_FOUND -> new Refusal(Code.NOT_FOUND);
            case METHOD_NOT_ALLOWED -> new Refusal(Code.METHOD_NOT_ALLOWED);
            case NOT_ACCEPTABLE -> Refusal.invalid("Accept", "must allow application/json");
            case REQUEST_ENTITY_TOO_LARGE -> new Refusal(Code.BODY_TOO_LARGE, "A body may have 64 KiB");
            case UNSUPPORTED_MEDIA_TYPE ->
                new Refusal(Code.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json");
            default ->
                response.code() < 500
                        ? Misreadings.explain(context.getRootCause().orElse(null))
                        : new Refusal(Code.INTERNAL);
        };
    }

    private static MutableHttpResponse<Problem> write(
            HttpRequest<?> request, Refusal refusal, MutableHttpResponse<?> response) {
        response.status(refusal.code().http());
        if (refusal.code() == Code.UNAUTHENTICATED) response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        var retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        var problem = Problem.of(refusal, RequestIds.of(request));
        var answer = response.body(request.getMethod() == HttpMethod.HEAD ? null : problem);
        return answer.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }
}
