/** API keys for bots, and the accounts of the venue's own bots. */
@NullMarked
package dev.openbell.auth.keys;

import org.jspecify.annotations.NullMarked;
