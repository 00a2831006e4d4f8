/** What the venue survives: kills, and a night switched off. */
@NullMarked
package dev.openbell.e2e.survival;

import org.jspecify.annotations.NullMarked;
