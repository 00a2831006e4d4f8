/** Load over gRPC, as bots make it: single calls, and order sessions with many requests under way. */
@NullMarked
package dev.openbell.bench.bots;

import org.jspecify.annotations.NullMarked;
