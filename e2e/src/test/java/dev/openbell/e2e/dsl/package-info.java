/**
 * The words of the trading floor. A scenario knows the market, these classes know the words, and a {@link Floor} knows the wire:
 * so one scenario runs against the bare engine in a millisecond and against the whole venue over REST and WebSocket.
 */
@NullMarked
package dev.openbell.e2e.dsl;

import org.jspecify.annotations.NullMarked;
