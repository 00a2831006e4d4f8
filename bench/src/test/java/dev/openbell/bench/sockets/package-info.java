@NullMarked
package dev.openbell.bench.sockets;

import org.jspecify.annotations.NullMarked;
