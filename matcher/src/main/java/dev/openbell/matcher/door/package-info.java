/** The gRPC doors: they translate, and that is all they do. */
@NullMarked
package dev.openbell.matcher.door;

import org.jspecify.annotations.NullMarked;
