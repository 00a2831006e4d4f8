/** Live market data for bots, over gRPC. */
@NullMarked
package dev.openbell.stream.bots;

import org.jspecify.annotations.NullMarked;
