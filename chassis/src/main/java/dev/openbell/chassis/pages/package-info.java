/** Lists come in pages. Where one ends and the next begins is said in the same words by every service, so that two can begin at one place. */
@NullMarked
package dev.openbell.chassis.pages;

import org.jspecify.annotations.NullMarked;
