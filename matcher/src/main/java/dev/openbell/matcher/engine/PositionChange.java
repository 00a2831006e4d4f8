package dev.openbell.matcher.engine;

/** What happened to a position. */
public enum PositionChange {
    OPENED,
    AMENDED,
    PARTLY_CLOSED,
    ENDED,
    MARGIN_CALLED
}
