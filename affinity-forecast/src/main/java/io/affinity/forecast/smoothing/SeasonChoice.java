// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

/** Whether a pattern of the length of a seasonal period is added to the level. */
public enum SeasonChoice {
    /** No. */
    NONE,
    /** Yes; without a period of the request that the history covers twice there is no model. */
    ADDITIVE,
    /** Yes, if the history covers a period of the request twice. */
    ADDITIVE_IF_COVERED
}
