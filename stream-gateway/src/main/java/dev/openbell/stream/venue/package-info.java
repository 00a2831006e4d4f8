/** Where the floor has its news from: the matcher for where things stand, Kafka for what happens next, the history for what was before. */
@NullMarked
package dev.openbell.stream.venue;

import org.jspecify.annotations.NullMarked;
