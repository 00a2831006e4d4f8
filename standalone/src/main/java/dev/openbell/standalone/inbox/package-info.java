/**
 * A mail inbox for a venue without the world: takes every mail over SMTP and shows it.
 * <pre>
 *   SMTP ──▶ Inbox ──▶ Mailbox (a folder of .eml files, newest 1,000) ──▶ the page at /, and Mailpit's API
 * </pre>
 */
@NullMarked
package dev.openbell.standalone.inbox;

import org.jspecify.annotations.NullMarked;
