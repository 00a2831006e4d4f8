/** {@code ./openbell bench history}: how quickly the tables take in the log, and how quickly they answer when they are large. */
@NullMarked
package dev.openbell.bench.history;

import org.jspecify.annotations.NullMarked;
