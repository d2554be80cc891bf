// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

/** In which order the VMs of a host take their values in the scenarios. */
enum Ranks {
    /** As the scenarios have it: as they erred together in the past. */
    JOINT("joint"),

    /** The values of each VM in a random order of its own: the same marginals without any dependence. */
    SHUFFLED("shuffled");

    private final String id;

    Ranks(String id) {
        this.id = id;
    }

    /** {@return its name in tables and JSON} */
    String id() {
        return id;
    }
}
