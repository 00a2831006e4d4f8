/** Tests of the network package. */
@org.jspecify.annotations.NullMarked
package dev.openbell.chassis.network;
