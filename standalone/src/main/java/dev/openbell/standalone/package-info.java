/**
 * The whole venue on one machine, for {@code ./openbell} and for tests.
 * <pre>
 *   Openbell (the command) ──▶ Venue ──▶ a Supervisor for each part ──▶ Kafka, PostgreSQL, Redis, the services
 *                                 └────▶ Inbox (SMTP and its page, in this process)
 * </pre>
 * What runs stands in {@code venue.json} of the data folder, so that another command finds it, and the next start what a killed one left.
 */
@NullMarked
package dev.openbell.standalone;

import org.jspecify.annotations.NullMarked;
