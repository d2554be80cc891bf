// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.flight;

import java.util.Locale;

/** A part of a cycle that takes time. */
public enum Stage {
    /** Inventory, rules and demand are asked for, and judged. */
    OBSERVE,
    /** The demand of all VMs is forecast. */
    FORECAST,
    /** Joint futures are drawn, and what they mean for hosts is counted. */
    CONTENTION,
    /** A better placement is searched. */
    SEARCH,
    /** The way there is planned. */
    PLAN;

    /** {@return what recordings call it} */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
