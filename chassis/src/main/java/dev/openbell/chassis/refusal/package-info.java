/** What the venue says when it does not do what was asked: a stable code, a sentence, and where to look. */
@NullMarked
package dev.openbell.chassis.refusal;

import org.jspecify.annotations.NullMarked;
