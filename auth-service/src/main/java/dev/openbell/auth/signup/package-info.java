/** Sign-up: a flow with a mailed code, and limits on how many codes go to one e-mail. */
@NullMarked
package dev.openbell.auth.signup;

import org.jspecify.annotations.NullMarked;
