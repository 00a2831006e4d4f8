/** A customer of the venue: signs up with a mailed code, trades over REST, listens on the WebSocket. Knows only the public contract. */
@NullMarked
package dev.openbell.bench.client;

import org.jspecify.annotations.NullMarked;
