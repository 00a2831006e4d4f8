/** What operators do to users: look somebody up, suspend and resume them. The audit trail says who it was. */
@NullMarked
package dev.openbell.auth.operators;

import org.jspecify.annotations.NullMarked;
