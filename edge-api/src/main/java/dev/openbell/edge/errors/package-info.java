/** How the edge says no: one shape, {@code application/problem+json}, whatever went wrong and wherever. */
@NullMarked
package dev.openbell.edge.errors;

import org.jspecify.annotations.NullMarked;
