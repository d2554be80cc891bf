// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

/** When a location policy applies. */
public enum Scope {
    /** Once all migrations of a plan are done. */
    FINAL,
    /** Also in every state on the way, where a migrating VM counts on its source and on its target. */
    CONTINUOUS
}
