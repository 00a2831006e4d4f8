/** What a price needs from the exchange's line to whoever watches. */
@NullMarked
package dev.openbell.bench.prices;

import org.jspecify.annotations.NullMarked;
