/** What everybody may see: instruments, books, trades. */
@NullMarked
package dev.openbell.edge.market;

import org.jspecify.annotations.NullMarked;
