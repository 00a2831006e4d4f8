/** The words of the socket: what a client may say ({@code FromClient}), what it is told ({@code ToClient}), and both as JSON. */
@NullMarked
package dev.openbell.stream.frames;

import org.jspecify.annotations.NullMarked;
