// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import java.util.Collections;
import java.util.List;

/**
 * At which origins and leads host loads are compared.
 *
 * @param leads in steps, each at least 1
 * @param stride steps from one origin to the next, at least 1
 * @param scenarios how many, 6 to 128
 * @param learning in how many steps before the first origin forecasts are made, so that scenarios learn, at most; at least 0
 * @param seed of packing, scenarios and shuffles
 */
record ReplaySettings(List<Integer> leads, int stride, int scenarios, int learning, long seed) {

    ReplaySettings {
        leads = List.copyOf(leads);
        leads.forEach(lead -> atLeast("lead", lead, 1));
        atLeast("stride", stride, 1);
        atLeast("number of steps to learn in", learning, 0);
        if (scenarios < 6 || scenarios > 128) {
            throw new IllegalArgumentException(
                    "The number of scenarios (" + scenarios + ") must be at least 6 and at most 128.");
        }
    }

    int lastLead() {
        return Collections.max(leads);
    }

    private static void atLeast(String what, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("The " + what + " (" + value + ") must be at least " + least + ".");
        }
    }
}
