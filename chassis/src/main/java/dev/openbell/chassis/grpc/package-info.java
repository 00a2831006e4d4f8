/** The gRPC doors: who may come in, how a refusal travels, and which request a log line belongs to. */
@NullMarked
package dev.openbell.chassis.grpc;

import org.jspecify.annotations.NullMarked;
