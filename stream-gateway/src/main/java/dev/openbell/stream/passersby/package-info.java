/** The shop window: how things stand, laid into Redis for those who only pass by and ask the edge. */
@NullMarked
package dev.openbell.stream.passersby;

import org.jspecify.annotations.NullMarked;
