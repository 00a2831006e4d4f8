/** PostgreSQL: reaching it, waiting for it, and saying things to it in few words. */
@NullMarked
package dev.openbell.history.database;

import org.jspecify.annotations.NullMarked;
