/** Tests of the ids package. */
@org.jspecify.annotations.NullMarked
package dev.openbell.chassis.ids;
