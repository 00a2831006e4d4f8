/** Stands in the engine's own package to drive its book alone, which nobody else can reach. */
@NullMarked
package dev.openbell.matcher.engine;

import org.jspecify.annotations.NullMarked;
