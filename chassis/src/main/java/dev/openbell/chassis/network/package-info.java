/** Where somebody calls from, and whether a setting trusts that place. */
@NullMarked
package dev.openbell.chassis.network;

import org.jspecify.annotations.NullMarked;
