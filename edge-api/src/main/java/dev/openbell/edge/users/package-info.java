/** Users as operators see and treat them. */
@NullMarked
package dev.openbell.edge.users;

import org.jspecify.annotations.NullMarked;
