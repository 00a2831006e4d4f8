@NullMarked
package dev.openbell.matcher.door;

import org.jspecify.annotations.NullMarked;
