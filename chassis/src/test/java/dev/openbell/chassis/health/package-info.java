/** Tests of the health package. */
@org.jspecify.annotations.NullMarked
package dev.openbell.chassis.health;
