// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

/** A kind of fault domain: things of one domain fail together or share a switch. The list of levels is open. */
public record TopologyLevel(String name) {

    /** Every host is a domain of its own. */
    public static final TopologyLevel HOST = new TopologyLevel("host");

    public static final TopologyLevel RACK = new TopologyLevel("rack");
    public static final TopologyLevel ZONE = new TopologyLevel("zone");

    public TopologyLevel {
        Checks.name("topology level", name);
    }

    @Override
    public String toString() {
        return name;
    }
}
