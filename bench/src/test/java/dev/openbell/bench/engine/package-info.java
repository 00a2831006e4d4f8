@NullMarked
package dev.openbell.bench.engine;

import org.jspecify.annotations.NullMarked;
