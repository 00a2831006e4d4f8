/**
 * The REST door of the venue. It holds no state: every request is verified, counted, translated to gRPC, and its answer
 * translated back.
 */
@NullMarked
package dev.openbell.edge;

import org.jspecify.annotations.NullMarked;
