/** Passwords: which ones may be chosen, whether one is right, and how it becomes another. */
@NullMarked
package dev.openbell.auth.password;

import org.jspecify.annotations.NullMarked;
