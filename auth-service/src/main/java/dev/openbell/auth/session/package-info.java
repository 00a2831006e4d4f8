/** Signing in, going on, signing out: one refresh family for each sign-in. */
@NullMarked
package dev.openbell.auth.session;

import org.jspecify.annotations.NullMarked;
