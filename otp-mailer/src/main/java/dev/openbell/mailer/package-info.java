/**
 * Mails one-time codes and notices about an account.
 *
 * <pre>
 *   otp.requests ──▶ MailListener ──▶ letters (what it says) ──▶ smtp (how it goes out)
 *                         └──▶ otp.requests.dlq, with the reason
 * </pre>
 * A mail may go out twice when a server dies at the wrong moment, which harms nobody; it is never lost without a trace.
 */
@NullMarked
package dev.openbell.mailer;

import org.jspecify.annotations.NullMarked;
