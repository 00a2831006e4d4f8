/** The public door: the upgrade and whose page may ask for it, the limits of a socket, the requests that come in, and the way out. */
@NullMarked
package dev.openbell.stream.door;

import org.jspecify.annotations.NullMarked;
