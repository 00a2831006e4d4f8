/** The web terminal: its files, and where it finds the rest of the venue. */
@NullMarked
package dev.openbell.edge.terminal;

import org.jspecify.annotations.NullMarked;
