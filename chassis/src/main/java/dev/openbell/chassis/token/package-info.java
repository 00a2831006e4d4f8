/** Who is calling: access tokens, and how each service verifies them for itself. */
@NullMarked
package dev.openbell.chassis.token;

import org.jspecify.annotations.NullMarked;
