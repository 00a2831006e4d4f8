/** What everybody may see: instruments, books, trades, and what these come to. And what an operator does to it. */
@NullMarked
package dev.openbell.edge.market;

import org.jspecify.annotations.NullMarked;
