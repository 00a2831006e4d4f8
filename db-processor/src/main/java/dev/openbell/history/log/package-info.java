/**
 * Following a log: from the position that the database remembers, record by record into the tables, and from there again after
 * any trouble.
 *
 * <pre>
 *   Kafka ──▶ {@link dev.openbell.history.log.LogFollower} ──▶ {@link dev.openbell.history.log.Fold} ──▶ rows and position, one transaction
 * </pre>
 */
@NullMarked
package dev.openbell.history.log;

import org.jspecify.annotations.NullMarked;
