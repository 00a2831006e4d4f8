/** How a number becomes the opaque id that people and bots see. */
@NullMarked
package dev.openbell.chassis.ids;

import org.jspecify.annotations.NullMarked;
