// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

/**
 * What one migration waits for.
 *
 * @param index of the obstacle or of the host; zero for links
 */
record Wait(Kind kind, int index) {

    enum Kind {
        /** A hard rule or a host's limit would be worse. */
        RULE,
        /** A host has as many migrations as it may. */
        HOST,
        /** A link carries as much as it may. */
        LINK,
        /** A host would be short of what its VMs demand, and others are to leave it. */
        DEMAND
    }

    static final Wait FOR_LINKS = new Wait(Kind.LINK, 0);

    static Wait forRule(int obstacle) {
        return new Wait(Kind.RULE, obstacle);
    }

    static Wait forHost(int host) {
        return new Wait(Kind.HOST, host);
    }

    static Wait forDemand(int host) {
        return new Wait(Kind.DEMAND, host);
    }

    boolean isEndedBySlots() {
        return kind == Kind.HOST || kind == Kind.LINK;
    }
}
