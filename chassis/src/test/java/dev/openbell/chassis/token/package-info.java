/** Tests of the token package. */
@org.jspecify.annotations.NullMarked
package dev.openbell.chassis.token;
