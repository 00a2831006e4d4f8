/** Where the floor has its news from: the matcher for where things stand, Kafka for what happens next. */
@NullMarked
package dev.openbell.stream.venue;

import org.jspecify.annotations.NullMarked;
