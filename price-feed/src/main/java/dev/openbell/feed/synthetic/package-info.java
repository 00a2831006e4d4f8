/**
 * A market of its own making, for where there is no network: prices walk at random through calm and stormy hours, and jump when they are
 * told to.
 *
 * <pre>
 *   Walk (one symbol, a model) ──▶ Quote (on the tick grid, exact)
 * </pre>
 */
@NullMarked
package dev.openbell.feed.synthetic;

import org.jspecify.annotations.NullMarked;
