// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

/** What may be decided on a forecast. */
public enum Evidence {
    /** Nothing: no migration may follow from it. */
    NONE,
    /** Broken rules may be mended and hosts emptied, but nothing may follow from what is forecast. */
    LITTLE,
    /** VMs may be migrated from a host that runs short, but none to save a host: too little is known to pack by. */
    SOME,
    /** Everything. */
    ENOUGH
}
