/** What holds for every market. */
@org.jspecify.annotations.NullMarked
package dev.openbell.matcher.engine;
