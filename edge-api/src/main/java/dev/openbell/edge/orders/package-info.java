/** Orders over REST. */
@NullMarked
package dev.openbell.edge.orders;

import org.jspecify.annotations.NullMarked;
