/**
 * A venue in one thread, under a fate that comes from one seed.
 *
 * <pre>
 *   Client ──▶ Instance ──▶ Sender ──▶ Topic (commands) ──▶ Course ──▶ EventLog ──▶ Wire ──▶ Topic (events) ──▶ Historian
 *                 ▲                                           │                                  │
 *                 └──────────────────── answers ──────────────┘            Proof ◀───────────────┘──▶ Disk
 * </pre>
 *
 * Kafka, the clock, the network and the threads are simulated; the rest is what runs on the venue. {@link
 * dev.openbell.matcher.simulation.Auditor} says what must hold whenever the venue has come to rest.
 */
@NullMarked
package dev.openbell.matcher.simulation;

import org.jspecify.annotations.NullMarked;
