// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.recovery;

/** Where a controller waits to be killed: before or after a line of the journal. */
enum Stop {
    NOWHERE,
    BEFORE_INTENDED,
    AFTER_INTENDED,
    BEFORE_ENDED,
    AFTER_ENDED,
    AFTER_CHECKED,
    BEFORE_INSPECTED,
    AFTER_INSPECTED,
    BEFORE_CLOSED,
    AFTER_CLOSED
}
