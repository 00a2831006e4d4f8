/** A trader's own account over REST: balances, fills, ledger, deposits. */
@NullMarked
package dev.openbell.edge.accounts;

import org.jspecify.annotations.NullMarked;
