/**
 * Who comes in: every request gets an id, a caller, a place in the rate limits, and on its way out the headers that
 * every answer has.
 */
@NullMarked
package dev.openbell.edge.door;

import org.jspecify.annotations.NullMarked;
