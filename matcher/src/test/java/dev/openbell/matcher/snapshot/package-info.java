/** That what is read back is what was written, or nothing. */
@org.jspecify.annotations.NullMarked
package dev.openbell.matcher.snapshot;
