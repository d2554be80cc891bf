// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.spi.forecast.FleetModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why a fleet-wide forecast is what it is. */
public final class FleetContributions {

    private FleetContributions() {}

    /**
     * {@return by the name of the feature, by how much it moves the middle of what may come (boosting: the median; forest: the mean), in
     * ranks of the series' own past, where 1 is the way from its least to its most; features that move nothing are left out}
     *
     * <p>From the path that the row takes through each tree: Saabas (2014), Interpreting random forests.
     *
     * @param model of {@link FleetBoosting} or {@link FleetForest}, not changed
     * @param vm index in the fleet that the model saw last
     * @param resource index
     * @param lead steps ahead, at least 1
     * @throws IllegalArgumentException if it is another model, or there is no such series or lead
     */
    public static Map<String, Double> of(FleetModel model, int vm, int resource, int lead) {
        if (!(model instanceof LearnedFleet learned)) {
            throw new IllegalArgumentException(
                    "The model (" + model.description() + ") must be one of boosting or forest.");
        }
        int vms = learned.fleet().vms().size();
        int resources = learned.fleet().resources().size();
        if (vm < 0 || vm >= vms || resource < 0 || resource >= resources || lead < 1) {
            throw new IllegalArgumentException("The VM (" + vm + ") must be one of " + vms + ", the resource ("
                    + resource + ") one of " + resources + ", and the lead (" + lead + ") at least 1.");
        }
        List<String> names = learned.layout().names();
        double[] contributions = learned.contributions(vm * resources + resource, lead);
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int f = 0; f < contributions.length; f++) {
            if (contributions[f] != 0) {
                byName.put(names.get(f), contributions[f]);
            }
        }
        return byName;
    }
}
