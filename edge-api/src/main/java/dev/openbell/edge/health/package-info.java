/** How the venue is doing, for people and load balancers. */
@NullMarked
package dev.openbell.edge.health;

import org.jspecify.annotations.NullMarked;
