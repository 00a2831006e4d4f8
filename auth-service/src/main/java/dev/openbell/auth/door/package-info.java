/** The gRPC doors: they translate, and say who may call what. */
@NullMarked
package dev.openbell.auth.door;

import org.jspecify.annotations.NullMarked;
