package io.affinity.cli.recovery;

/** Where a controller waits to be killed. */
enum Stop {
    NOWHERE,
    BEFORE_INTENDED,
    AFTER_INTENDED,
    BEFORE_ENDED,
    AFTER_ENDED,
    AFTER_CHECKED
}
