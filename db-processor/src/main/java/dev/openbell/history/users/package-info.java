/**
 * The register of users: who they are, where they are signed in, which keys their bots have, and who asked for what.
 *
 * <pre>
 *   user.commands ──▶ {@link dev.openbell.history.users.Arbiter} (one transaction each) ──▶ auth.revocations, then user.events
 *   auth-service  ──▶ {@link dev.openbell.history.users.UserDoor} (reads)
 * </pre>
 */
@NullMarked
package dev.openbell.history.users;

import org.jspecify.annotations.NullMarked;
