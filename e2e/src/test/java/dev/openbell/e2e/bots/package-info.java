/** Bots: the venue's own, and the examples that people begin with. */
@org.jspecify.annotations.NullMarked
package dev.openbell.e2e.bots;
