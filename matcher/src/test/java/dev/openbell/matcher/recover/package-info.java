@NullMarked
package dev.openbell.matcher.recover;

import org.jspecify.annotations.NullMarked;
