/** How mails leave the house: one SMTP server, and whether it answers. */
@NullMarked
package dev.openbell.mailer.smtp;

import org.jspecify.annotations.NullMarked;
