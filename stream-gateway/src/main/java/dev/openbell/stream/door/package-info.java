/** The public door: the upgrade and whose page may ask for it, the limits of a socket, and the requests that come in. */
@NullMarked
package dev.openbell.stream.door;

import org.jspecify.annotations.NullMarked;
