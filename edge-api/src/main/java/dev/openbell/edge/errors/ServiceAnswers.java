package dev.openbell.edge.errors;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.grpc.StatusRuntimeException;
import io.micronaut.http.HttpMethod;
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
        var refusal = GrpcErrors.refusal(failure);
        // Nothing can have happened by looking, so there is no outcome to be unsure of.
        if (refusal.code() == Code.OUTCOME_UNKNOWN && isRead(request.getMethod())) {
            refusal = Refusal.unavailable("The service behind this call is too slow now");
        }
        return problems.answer(request, refusal);
    }

    private static boolean isRead(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }
}
