package dev.openbell.feed.backpack;

import java.time.Duration;

/**
 * How long what is waited for.
 *
 * @param connect until a line is up
 * @param silence until a line on which nothing comes that can be believed is given up; with several markets there is a frame every second
 * @param askAgain between two requests for a market that is silent: it may be closed, or unknown
 * @param shortestPause before the first new try
 * @param longestPause before any
 * @param proof how long a line must have held, so that the next pause is a short one again
 */
public record Patience(
        Duration connect,
        Duration silence,
        Duration askAgain,
        Duration shortestPause,
        Duration longestPause,
        Duration proof) {
    public static final Patience USUAL = new Patience(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMillis(250),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));
}
