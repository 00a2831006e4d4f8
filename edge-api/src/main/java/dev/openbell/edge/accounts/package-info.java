/** A trader's own account over REST: what it holds, what it went through, deposits. */
@NullMarked
package dev.openbell.edge.accounts;

import org.jspecify.annotations.NullMarked;
