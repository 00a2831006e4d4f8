/** Identity over REST: sign-up, sessions with their refresh cookie, API keys, and the public keys. */
@NullMarked
package dev.openbell.edge.auth;

import org.jspecify.annotations.NullMarked;
