/**
 * What must not work on the venue, tried. Each row of this table is a test of the same number; the classes are its chapters.
 *
 * <pre>
 *    1 …  8   {@link dev.openbell.e2e.security.SignUpSecurityTest}    codes, passwords, who has an account
 *    9 … 14   {@link dev.openbell.e2e.security.TokenSecurityTest}     forged tokens, refresh tokens that come twice
 *   12        {@link dev.openbell.e2e.security.KeyRotationTest}       another signing key
 *   15, 26    {@link dev.openbell.e2e.security.OutEverywhereTest}     who has gone, and whose key was revoked, is out at every door
 *   16 … 20   {@link dev.openbell.e2e.security.BrowserSecurityTest}   foreign pages, cookies, the WebSocket
 *   21 … 28   {@link dev.openbell.e2e.security.OrderSecurityTest}     other people's orders, impossible numbers, money spent twice
 *   27        {@link dev.openbell.e2e.security.LimitsTest}            how much may be asked of all doors together
 *   29 … 39   {@link dev.openbell.e2e.security.AnswerSecurityTest}    what answers, pages and logs tell; how services start
 *   40        TlsTest of chassis                                      who may speak to a service at all
 *             {@link dev.openbell.e2e.security.FuzzTest}              anything at all, thrown at every door
 * </pre>
 *
 * The attacker has what an attacker has: the public doors, the contract, and time. Where a row asks what the venue keeps, the test looks
 * past the doors into PostgreSQL, Redis and the logs.
 */
@NullMarked
package dev.openbell.e2e.security;

import org.jspecify.annotations.NullMarked;
