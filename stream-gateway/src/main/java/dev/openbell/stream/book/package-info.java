/** An order book folded from the log, and the part of it that clients are shown: snapshots, deltas, checksums. Pure. */
@NullMarked
package dev.openbell.stream.book;

import org.jspecify.annotations.NullMarked;
