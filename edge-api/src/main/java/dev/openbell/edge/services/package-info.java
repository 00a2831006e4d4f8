/** The services behind the edge, and how a call to them carries its caller along. */
@NullMarked
package dev.openbell.edge.services;

import org.jspecify.annotations.NullMarked;
