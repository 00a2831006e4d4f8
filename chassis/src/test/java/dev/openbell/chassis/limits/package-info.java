@org.jspecify.annotations.NullMarked
package dev.openbell.chassis.limits;
