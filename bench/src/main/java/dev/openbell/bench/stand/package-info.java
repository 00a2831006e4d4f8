/**
 * The stand on which benchmarks are run: a venue that nobody else uses, load that is sent by the clock, what the parts of the venue
 * consume meanwhile, whether all of them agree in the end, and where the figures are kept.
 */
@NullMarked
package dev.openbell.bench.stand;

import org.jspecify.annotations.NullMarked;
