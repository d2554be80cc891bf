// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a world is made of.
 *
 * @param seed of all its choices
 * @param faults that it has
 * @param isFlat whether demand is always low, so that nothing is ever to be done about it
 * @param hosts how many it begins with
 * @param vms how many it begins with, as far as there is memory for them
 * @param churn how often a VM is born or dies, once in so many thirds of a minute
 * @param rarity how much rarer all else is than where as much as possible is to go wrong in a short time
 */
public record Setting(long seed, Set<Fault> faults, boolean isFlat, int hosts, int vms, int churn, int rarity) {

    public Setting {
        Set<Fault> own = EnumSet.noneOf(Fault.class);
        own.addAll(faults);
        faults = Collections.unmodifiableSet(own);
    }
}
