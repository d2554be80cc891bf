// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

/** What else than keeping rules and emptying hosts is done before enough of demand is known to forecast it. */
public enum WhileLearning {
    /** Nothing. */
    NOTHING,
    /** Hosts that are short at this moment, as measured, give VMs away by the reactive rule. */
    RELIEVE
}
