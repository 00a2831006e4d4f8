/** CFD positions over REST, and the one door at which a program asks for everything by a word. */
@NullMarked
package dev.openbell.edge.cfd;

import org.jspecify.annotations.NullMarked;
