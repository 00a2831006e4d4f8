/**
 * What is mailed: codes that come back within a flow, and news about an account.
 *
 * <pre>
 *   sign-up ──────────┐                ┌─▶ Redis         the flow: its code, its tries, what it is for
 *   forgotten password ┴▶ MailedCodes ─┤
 *                                      └─▶ otp.requests  the mail
 * </pre>
 */
@NullMarked
package dev.openbell.auth.mail;

import org.jspecify.annotations.NullMarked;
