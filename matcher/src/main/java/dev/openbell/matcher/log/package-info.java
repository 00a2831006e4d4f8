/** The two logs of the venue on Kafka: commands in, events out, and how both are written down. */
@NullMarked
package dev.openbell.matcher.log;

import org.jspecify.annotations.NullMarked;
