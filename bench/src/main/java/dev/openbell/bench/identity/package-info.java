/** How long people wait to get in, and what happens when many come at once. */
@NullMarked
package dev.openbell.bench.identity;

import org.jspecify.annotations.NullMarked;
