/** Tests of the grpc package. */
@org.jspecify.annotations.NullMarked
package dev.openbell.chassis.grpc;
