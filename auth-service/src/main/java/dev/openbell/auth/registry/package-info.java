/** The venue's register of users: looked up over gRPC, written by commands that the database decides. */
@NullMarked
package dev.openbell.auth.registry;

import org.jspecify.annotations.NullMarked;
