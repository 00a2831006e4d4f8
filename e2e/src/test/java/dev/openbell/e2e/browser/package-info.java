/** The terminal in a real browser. The journeys themselves are written for Node's test runner, in {@code e2e/browser}. */
@NullMarked
package dev.openbell.e2e.browser;

import org.jspecify.annotations.NullMarked;
