// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.demand;

/** How far measurements may be believed. The order is from most to least. */
public enum Trust {
    /** Complete and plausible. */
    HIGH,
    /** Gaps or implausible values were found; forecasts from it get wider intervals. */
    LOW,
    /** Stale or absurd: no migration may be decided on it. */
    NONE
}
