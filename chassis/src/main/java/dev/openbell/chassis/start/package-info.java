/** What every service begins with: the defaults of chassis.yml, below its own configuration. */
@NullMarked
package dev.openbell.chassis.start;

import org.jspecify.annotations.NullMarked;
