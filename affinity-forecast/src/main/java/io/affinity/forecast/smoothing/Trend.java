// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

/** How a slope seen in the past goes on. */
public enum Trend {
    /** There is no slope. */
    NONE,
    /** It goes on for ever. */
    ADDITIVE,
    /** It fades by a constant factor each step (Gardner and McKenzie 1985). */
    DAMPED
}
