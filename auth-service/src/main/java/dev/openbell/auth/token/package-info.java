/**
 * What callers are given to show: signed access tokens, the keys behind them, and secrets of which only the hash is
 * kept.
 */
@NullMarked
package dev.openbell.auth.token;

import org.jspecify.annotations.NullMarked;
