package dev.openbell.edge.errors;

import dev.openbell.chassis.grpc.GrpcErrors;
import io.grpc.StatusRuntimeException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** The refusals of the services behind. */
@Singleton
final class ServiceAnswers implements ExceptionHandler<StatusRuntimeException, HttpResponse<?>> {
    private final Problems problems;

    ServiceAnswers(Problems problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, StatusRuntimeException failure) {
        return problems.answer(request, GrpcErrors.refusal(failure));
    }
}
