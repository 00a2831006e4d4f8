package dev.openbell.e2e.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class on the venue that all share. A class that ends one of its parts asks for more: {@code @ResourceLock(RunningVenue.PARTS)};
 * while it runs, nobody else trades there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RunningVenue.class)
@ResourceLock(value = RunningVenue.PARTS, mode = ResourceAccessMode.READ)
public @interface OnTheRunningVenue {}
