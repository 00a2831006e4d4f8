@NullMarked
package dev.openbell.bench.orders;

import org.jspecify.annotations.NullMarked;
