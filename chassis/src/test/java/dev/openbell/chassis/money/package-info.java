/** Tests of the money package. */
@org.jspecify.annotations.NullMarked
package dev.openbell.chassis.money;
