/** What travels over Kafka: the command log, the event log, identity, mails and prices; and the names of their topics. */
@NullMarked
package dev.openbell.events.v1;

import org.jspecify.annotations.NullMarked;
