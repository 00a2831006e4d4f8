/** The connection to Redis, which keeps open codes and limits and nothing that must last. */
@NullMarked
package dev.openbell.auth.redis;

import org.jspecify.annotations.NullMarked;
