@NullMarked
package dev.openbell.standalone.verify;

import org.jspecify.annotations.NullMarked;
