/**
 * Who is who.
 *
 * <pre>
 *              ┌▶ signup     a mailed code makes an account   ─┐
 *   gRPC ─▶ door ▶ session    tokens that end, and the next    ─┼▶ registry ─▶ user.commands ─▶ db-processor
 *              ├▶ password   which is right, and another      ─┤      ▲                            │
 *              ├▶ keys       what bots sign in with           ─┤      └──────── user.events ◀──────┘
 *              └▶ operators  who suspends whom                ─┘
 *                     token  what all of them are given
 *                     mail   codes that come back, and news     ─────────────▶ otp.requests  ─▶ otp-mailer
 * </pre>
 * It holds no state of its own: accounts, sessions and keys are rows behind db-processor, open codes are in Redis. Only
 * how often a password was wrong does each instance count for itself.
 */
@NullMarked
package dev.openbell.auth;

import org.jspecify.annotations.NullMarked;
