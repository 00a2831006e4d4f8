/** What the API says of itself: {@code /openapi.yml} for programs, {@code /docs} for people. */
@NullMarked
package dev.openbell.edge.docs;

import org.jspecify.annotations.NullMarked;
