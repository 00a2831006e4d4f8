/** Tests of the start package. */
@org.jspecify.annotations.NullMarked
package dev.openbell.chassis.start;
