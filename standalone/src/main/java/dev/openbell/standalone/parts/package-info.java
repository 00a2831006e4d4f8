/** The processes that make the venue: how each is started, seen to be ready, kept alive and stopped. */
@NullMarked
package dev.openbell.standalone.parts;

import org.jspecify.annotations.NullMarked;
