package dev.openbell.e2e.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class on the venue that all share. One that ends a part of it is {@code @Isolated}: while it runs, nobody else trades there. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RunningVenue.class)
public @interface OnTheRunningVenue {}
