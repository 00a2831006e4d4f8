/**
 * {@code ./openbell bench grpc}, {@code recovery}, {@code takeover}: load as bots make it over gRPC, and matchers that are killed. Each
 * starts a venue of its own.
 */
@NullMarked
package dev.openbell.bench.bots;

import org.jspecify.annotations.NullMarked;
