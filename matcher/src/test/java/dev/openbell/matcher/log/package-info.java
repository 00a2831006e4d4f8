/** What holds for every record of the logs. */
@org.jspecify.annotations.NullMarked
package dev.openbell.matcher.log;
