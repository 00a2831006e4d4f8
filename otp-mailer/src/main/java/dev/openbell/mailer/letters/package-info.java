/** What the mails say, as text and as HTML. */
@NullMarked
package dev.openbell.mailer.letters;

import org.jspecify.annotations.NullMarked;
