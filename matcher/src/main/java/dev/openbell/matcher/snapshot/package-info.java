/**
 * The market, written down: what a start begins with, so that it need not replay the log from its beginning.
 *
 * <pre>
 *   Follower ──▶ SnapshotStore ──▶ a file: header, state (compressed), SHA-256
 * </pre>
 */
@NullMarked
package dev.openbell.matcher.snapshot;

import org.jspecify.annotations.NullMarked;
