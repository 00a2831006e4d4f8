/**
 * Who is who.
 *
 * <pre>
 *              ┌▶ signup     a mailed code makes an account ─┐
 *   gRPC ─▶ door ▶ session    tokens that end, and the next  ─┼▶ registry ─▶ user.commands ─▶ db-processor
 *              ├▶ keys       what bots sign in with         ─┤      ▲                            │
 *              └▶ operators  who suspends whom              ─┘      └──────── user.events ◀──────┘
 *                     token  what all of them are given
 * </pre>
 * It holds no state of its own: accounts, sessions and keys are rows behind db-processor, open codes are in Redis.
 */
@NullMarked
package dev.openbell.auth;

import org.jspecify.annotations.NullMarked;
