package dev.openbell.standalone.verify;

/** The event log itself is not what it must be; what comes after that place has no meaning. */
final class BrokenLog extends RuntimeException {
    BrokenLog(String what) {
        super(what);
    }
}
