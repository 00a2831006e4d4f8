package dev.openbell.edge.door;

import dev.openbell.chassis.grpc.Access;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a call wants of its caller. Under {@code /api} and {@code /.well-known} a call that does not say so is closed. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Wants {
    Access value();
}
