/** A trader's day, one situation a test. */
@NullMarked
package dev.openbell.e2e.scenarios;

import org.jspecify.annotations.NullMarked;
