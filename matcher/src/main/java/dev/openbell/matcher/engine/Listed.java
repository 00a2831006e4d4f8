package dev.openbell.matcher.engine;

/** Where something is traded by rules. */
interface Listed {
    Instrument instrument();

    /** From now on these rules hold. */
    void rule(Instrument rules);
}
