/** Measures a running venue through its public doors, and prints what it found. */
@NullMarked
package dev.openbell.bench;

import org.jspecify.annotations.NullMarked;
