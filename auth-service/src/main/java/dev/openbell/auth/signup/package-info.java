/** Sign-up: a mailed code becomes an account, and the account has money. */
@NullMarked
package dev.openbell.auth.signup;

import org.jspecify.annotations.NullMarked;
