// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

/** Decides, once in each step, which VMs to migrate. May keep state from step to step; belongs to the control loop's thread. */
public interface Balancer {

    /** {@return what to do now, which may be nothing} */
    Decision decide(Situation situation);

    /** {@return the balancer that never migrates anything} */
    static Balancer none() {
        return situation -> Decision.nothing(situation);
    }
}
