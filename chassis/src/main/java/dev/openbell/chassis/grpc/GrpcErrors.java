package dev.openbell.chassis.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A refusal as a gRPC status with {@code google.rpc} details, and back. */
public final class GrpcErrors {
    private static final Logger log = LoggerFactory.getLogger(GrpcErrors.class);
    private static final String DOMAIN = "openbell.dev";
    private static final String IDEMPOTENCY_KEY = "idempotency_key";

    private GrpcErrors() {}

    public static StatusRuntimeException exception(Refusal refusal) {
        return status(refusal).asRuntimeException(trailers(refusal));
    }

    /** What a caller is told of anything that went wrong; what was not foreseen goes to the log, with its trace. */
    public static StatusRuntimeException exception(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> exception(refusal);
            case StatusRuntimeException status -> status;
            default -> {
                log.error("A call failed", failure);
                yield exception(new Refusal(Code.INTERNAL));
            }
        };
    }

    static Status status(Refusal refusal) {
        return refusal.code().grpc().toStatus().withDescription(refusal.detail());
    }

    static Metadata trailers(Refusal refusal) {
        var info = ErrorInfo.newBuilder().setReason(refusal.code().name()).setDomain(DOMAIN);
        var key = refusal.idempotencyKey();
        if (key != null) info.putMetadata(IDEMPOTENCY_KEY, key);
        var status = com.google.rpc.Status.newBuilder()
                .setCode(refusal.code().grpc().value())
                .setMessage(refusal.detail())
                .addDetails(Any.pack(info.build()));
        if (!refusal.errors().isEmpty()) {
            var bad = BadRequest.newBuilder();
            for (var error : refusal.errors()) {
                bad.addFieldViolationsBuilder().setField(error.field()).setDescription(error.message());
            }
            status.addDetails(Any.pack(bad.build()));
        }
        var retry = refusal.retryAfter();
        if (retry != null) {
            var delay = Duration.newBuilder().setSeconds(retry.toSeconds()).setNanos(retry.toNanosPart());
            status.addDetails(
                    Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build()));
        }
        var trailers = StatusProto.toStatusRuntimeException(status.build()).getTrailers();
        return trailers == null ? new Metadata() : trailers;
    }

    /** The refusal behind the status that a service answered with. */
    public static Refusal refusal(StatusRuntimeException failure) {
        var proto = StatusProto.fromThrowable(failure);
        if (proto == null) return plain(failure.getStatus());
        Code code = null;
        List<Refusal.FieldError> errors = new ArrayList<>();
        java.time.Duration retry = null;
        String key = null;
        try {
            for (var detail : proto.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    var info = detail.unpack(ErrorInfo.class);
                    if (info.getDomain().equals(DOMAIN)) code = Code.valueOf(info.getReason());
                    key = info.getMetadataMap().get(IDEMPOTENCY_KEY);
                } else if (detail.is(BadRequest.class)) {
                    for (var violation : detail.unpack(BadRequest.class).getFieldViolationsList()) {
                        errors.add(new Refusal.FieldError(violation.getField(), violation.getDescription()));
                    }
                } else if (detail.is(RetryInfo.class)) {
                    var delay = detail.unpack(RetryInfo.class).getRetryDelay();
                    retry = java.time.Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
                }
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            log.warn("A status came with details that cannot be read: {}", failure.getStatus(), e);
        }
        return code == null ? plain(failure.getStatus()) : new Refusal(code, proto.getMessage(), errors, retry, key);
    }

    /** A status that no service of ours made: the connection's, or the library's. */
    private static Refusal plain(Status status) {
        return switch (status.getCode()) {
            case UNAVAILABLE -> Refusal.unavailable("The service behind this call cannot be reached");
            case DEADLINE_EXCEEDED -> new Refusal(Code.OUTCOME_UNKNOWN, "No answer came in time");
            case RESOURCE_EXHAUSTED -> new Refusal(Code.RATE_LIMITED);
            case UNAUTHENTICATED -> new Refusal(Code.UNAUTHENTICATED);
            case PERMISSION_DENIED -> new Refusal(Code.FORBIDDEN);
            case NOT_FOUND -> new Refusal(Code.NOT_FOUND);
            case INVALID_ARGUMENT -> new Refusal(Code.VALIDATION);
            default -> {
                log.error("A service answered {}", status, status.getCause());
                yield new Refusal(Code.INTERNAL);
            }
        };
    }
}
