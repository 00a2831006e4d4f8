/** What everybody may see: instruments, books, trades. And what an operator does to it. */
@NullMarked
package dev.openbell.edge.market;

import org.jspecify.annotations.NullMarked;
