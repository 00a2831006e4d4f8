/** How the matcher is built. */
@org.jspecify.annotations.NullMarked
package dev.openbell.matcher;
