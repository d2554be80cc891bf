// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

/** How much the control loop may do by itself. */
public enum Mode {
    /** Forecasts and scores, and plans nothing. */
    OBSERVE,
    /** Plans and reports, and migrates nothing. */
    RECOMMEND,
    /** Carries its plans out. */
    AUTOMATIC
}
