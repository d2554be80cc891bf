// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

/** How much of the HTTP API of Prometheus a store has. */
public enum StoreApi {

    /** Questions about an instant and about a grid, by POST. */
    PROMETHEUS,

    /**
     * Questions about an instant, by GET, as Aetos of OpenStack hands them on. A grid is asked for as a subquery, whose instants are multiples of
     * its step since 1970: those of no other grid can be asked for.
     */
    AETOS
}
