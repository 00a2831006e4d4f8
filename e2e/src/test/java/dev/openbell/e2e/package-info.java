/** The venue from outside: what people, bots and operators can see of it. */
@NullMarked
package dev.openbell.e2e;

import org.jspecify.annotations.NullMarked;
