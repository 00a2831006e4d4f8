/**
 * Mails one-time codes and notices about an account.
 *
 * <pre>
 *   otp.requests ───────▶ MailListener ──▶ Delivery ──▶ letters (what it says) ──▶ smtp (how it goes out)
 *   otp.requests.later ─▶ LaterListener ──▶   │
 *            ▲                                ├── "not yet" to this mail ──▶ otp.requests.later
 *            └────────────────────────────────┘
 *                                             └── never, or too late ──▶ otp.requests.dlq, with the reason
 * </pre>
 * A mail server that does not work is tried again, ever more seldom, for as long as a mail is of use. A mail that it does not take yet,
 * while it takes others, holds up none of them. A mail may go out twice when a server dies at the wrong moment, which harms nobody; it is
 * never lost without a trace.
 */
@NullMarked
package dev.openbell.mailer;

import org.jspecify.annotations.NullMarked;
