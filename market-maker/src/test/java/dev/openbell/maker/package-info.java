/** What the market maker would quote. */
@org.jspecify.annotations.NullMarked
package dev.openbell.maker;
